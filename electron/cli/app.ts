import fs from 'node:fs';
import type { Session } from '../../shared/report.ts';

/** This application's name and version, as reports carry them. */
export function appOfPackage(): Session['app'] {
  const text = fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { productName, version } = JSON.parse(text) as { productName: string; version: string };
  return { name: productName, version };
}
