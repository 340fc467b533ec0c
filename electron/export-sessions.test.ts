import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/messages/translate.ts';
import { success } from '../shared/outcome.ts';
import { noRedaction } from '../shared/redaction.ts';
import { Exports } from './export-sessions.ts';
import { reportNumber } from './history/testing/temporary-history.ts';
import { sealReport } from './report/json.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callpath-exports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('an export of several sessions', () => {
  it('reads each of them once, in their order', async () => {
    const reports = [1, 2, 3].map((n) => sealReport(reportNumber(n)));
    const ids = reports.map(({ session }) => session.id);
    const read: string[] = [];
    const path = join(folder, 'reports.zip');
    const written = await new Exports().run(
      { ids, format: 'json', redaction: noRedaction },
      {
        t: createTranslate('en'),
        find: (id) => {
          read.push(id);
          const found = reports.find(({ session }) => session.id === id);
          if (!found) throw new Error(id);
          return success(found);
        },
        askWhere: () => Promise.resolve(path),
        printPdf: undefined,
        onProgress: () => undefined,
      },
    );
    expect(written).toEqual(success({ path }));
    expect(read).toEqual(ids);
  });
});
