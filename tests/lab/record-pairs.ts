import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sealReport, toJson } from '../../electron/report/json.ts';
import type { Report } from '../../shared/report.ts';
import { checkPair, pairs } from './pairs.ts';

/**
 * Records the pairs of checks that the comparison is tested with: `node tests/lab/record-pairs.ts`, as root. What tells of
 * the computer that recorded them is replaced.
 */
const folder = path.join(import.meta.dirname, '..', 'testdata', 'recorded', 'pairs');

mkdirSync(folder, { recursive: true });
for (const pair of pairs) {
  const checks = await checkPair(pair);
  for (const place of ['before', 'after'] as const) {
    const file = path.join(folder, `${pair}-${place}.json`);
    writeFileSync(file, toJson(anonymous(checks[place])));
    console.log(file);
  }
}

function anonymous(report: Report): Report {
  const { session } = report;
  const host = { os: 'Linux', arch: 'x64', hostname: 'LAPTOP-7F3K' };
  return sealReport({ ...report, session: { ...session, host } });
}
