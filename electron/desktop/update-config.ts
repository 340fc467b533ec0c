/** What `app-update.yml`, which electron-builder puts into a package, says. */
export interface UpdateConfig {
  /** Where updates come from unless policy or profile name another place; `null`: the package does not say. */
  url: string | null;
  /** Who has to have signed an update on Windows: distinguished names, or common names. */
  publisherNames: string[];
}

/** The end of the address in packages that were made without one: it never leads anywhere (RFC 2606). */
const nowhere = '.invalid';

/**
 * Reads the two members that Callpath asks about from the flat YAML that electron-builder writes. Anything else gives
 * nothing, which refuses updates where a name is required.
 */
export function readUpdateConfig(text: string): UpdateConfig {
  const lines = text.split(/\r?\n/);
  const url = scalars(lines, 'url')[0] ?? null;
  const isUsed = url?.startsWith('https://') === true && !isNowhere(url);
  return { url: isUsed ? url : null, publisherNames: scalars(lines, 'publisherName') };
}

/** One value behind the name, or a list of them below it. */
function scalars(lines: readonly string[], name: string): string[] {
  const at = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (at === -1) return [];
  const beside = unquoted(lines[at]?.slice(name.length + 1) ?? '');
  if (beside !== '') return [beside];
  const below = lines.slice(at + 1).map((line) => /^\s*- (.*)$/.exec(line)?.[1]);
  const end = below.indexOf(undefined);
  return (end === -1 ? below : below.slice(0, end))
    .map((value) => unquoted(value ?? ''))
    .filter((value) => value !== '');
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  const [, quote, inner = ''] = /^(['"])(.*)\1$/.exec(trimmed) ?? [];
  if (quote === undefined) return trimmed;
  return quote === "'" ? inner.replaceAll("''", "'") : inner.replaceAll('\\"', '"');
}

function isNowhere(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.endsWith(nowhere);
}
