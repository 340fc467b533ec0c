import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../electron/report/json.ts';
import { locales } from '../../shared/locale.ts';
import { reportSchema } from '../../shared/report.ts';
import { readRecording, recordedNames, reportOf } from './recording.ts';

const names = recordedNames();

describe('the recorded checks', () => {
  it('are those of every lab and of every failure of a relay, and the ordinary ones', () => {
    const count = (prefix: string) => names.filter((name) => name.startsWith(prefix)).length;
    expect(count('relay-') + count('clock-') + count('udp-silent-')).toBe(52);
    expect(count('lab-')).toBeGreaterThanOrEqual(13);
    expect(names).toEqual(expect.arrayContaining(['good', 'no-servers', 'dns-fails', 'cancelled']));
  });

  it.each(names)('%s is judged in every language, to a report as the contract has it', (name) => {
    const recording = readRecording(name);
    for (const locale of locales) {
      const report = reportOf(recording, locale);
      expect(v.parse(reportSchema, report)).toEqual(report);
      expect(checkIntegrity(report)).toBe(true);
      const { verdict, findings } = report;
      const texts = findings.flatMap(({ title, explanation, userAction, itAction }) => [
        ...[title, explanation, userAction, itAction],
      ]);
      for (const text of [verdict.headline, verdict.summary, ...texts]) expect(text).toMatch(/\S/);
    }
  });

  it('tell nothing of the computer that recorded them', () => {
    for (const name of names) {
      const { host } = readRecording(name).session;
      expect(host, name).toEqual({ os: 'Linux 6.1', arch: 'x64', hostname: 'laptop' });
    }
  });
});
