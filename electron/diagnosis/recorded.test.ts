import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { headlineTable } from './testing/headlines.ts';
import { recordedNames } from './testing/recorded.ts';

const pinned = path.join(import.meta.dirname, '../../docs/headlines.md');

it(
  'says of each recorded check what docs/headlines.md says, in both languages',
  { timeout: 60_000 },
  () => {
    expect(recordedNames.length).toBeGreaterThan(80);
    // A checkout on Windows may have turned line ends.
    expect(headlineTable()).toBe(readFileSync(pinned, 'utf8').replaceAll('\r\n', '\n'));
  },
);
