import { readFile } from 'node:fs/promises';
import { arch, release, type } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import type { AboutView, ThirdParty } from '../../shared/about.ts';

const licencesSchema = v.array(
  v.object({ name: v.string(), version: v.string(), license: v.string(), text: v.string() }),
);

export function describeItself(): AboutView {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    version: app.getVersion(),
    electron,
    chromium: chrome,
    node,
    system: `${type()} ${release()} (${arch()})`,
  };
}

/** What `npm run build` collected; nothing where it did not. */
export async function readLicences(): Promise<ThirdParty[]> {
  try {
    const text = await readFile(join(app.getAppPath(), 'out', 'main', 'licences.json'), 'utf8');
    return v.parse(licencesSchema, JSON.parse(text));
  } catch {
    return [];
  }
}
