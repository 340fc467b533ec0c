/** A copy of plain data in which every string value has gone through `change`. Member names stay. */
export function mapStrings<T>(
  value: T,
  change: (text: string, member: string) => string,
  member = '',
): T {
  if (typeof value === 'string') return change(value, member) as T;
  if (Array.isArray(value)) {
    return value.map((item: unknown) => mapStrings(item, change, member)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]: [string, unknown]) => [
    name,
    mapStrings(item, change, name),
  ]);
  return Object.fromEntries(entries) as T;
}
