import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** Reads a small JSON file; `fallback` where it is missing or is not what `schema` says. */
export function readJsonFile<T>(path: string, schema: v.GenericSchema<unknown, T>, fallback: T): T {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : fallback;
  } catch {
    // Missing, unreadable or cut short: the same as never written.
    return fallback;
  }
}

/** Replaces a small JSON file in one step, readable by its owner only. Throws where the folder cannot be written. */
export function writeJsonFile(path: string, value: unknown): void {
  const nextPath = `${path}.${process.pid}.new`;
  writeFileSync(nextPath, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(nextPath, path);
}
