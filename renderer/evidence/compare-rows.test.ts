import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import { createFormat } from '../format.ts';
import { makeCompareRows } from './compare-rows.ts';

const t = createTranslate('en');
const format = createFormat('en', t);
const host = 'stun.example.org:3478';

function compare(before: ProbeResult[], after: ProbeResult[]) {
  const reports = [before, after].map((probes) => exampleReport({ probes })) as [
    ReturnType<typeof exampleReport>,
    ReturnType<typeof exampleReport>,
  ];
  return makeCompareRows(...reports, t, format);
}

function seenAs(address: string, port: number): ProbeResult {
  const { result, ...probe } = answeredBinding(host);
  const mappedAddress = { address, port, family: 'IPv4' } as const;
  return { ...probe, result: result && { ...result, mappedAddress } };
}

describe('makeCompareRows', () => {
  it('marks a test that came out differently', () => {
    const [row] = compare([answeredBinding(host)], [failedBinding(host, 'timeout')]);
    expect(row).toMatchObject({
      isChanged: true,
      before: { standing: 'works' },
      after: { standing: 'fails' },
    });
  });

  it('takes another port for the same result, and another address for another one', () => {
    const rows = (address: string) => compare([seenAs('203.0.113.1', 1)], [seenAs(address, 2)]);
    expect(rows('203.0.113.1')).toMatchObject([{ isChanged: false }]);
    expect(rows('192.0.2.7')).toMatchObject([{ isChanged: true }]);
  });

  it('marks a test that fails for another reason', () => {
    const rows = compare([failedBinding(host, 'timeout')], [failedBinding(host, 'refused')]);
    expect(rows).toMatchObject([{ isChanged: true }]);
  });

  it('has tests that only one of the checks had', () => {
    const other = answeredBinding('other.example.org:3478');
    expect(compare([other], [answeredBinding(host)])).toMatchObject([
      { server: 'stun.example.org:3478', before: null, isChanged: true },
      { server: 'other.example.org:3478', after: null, isChanged: true },
    ]);
  });
});
