import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { adapters, answeredBinding, baseline } from '../../shared/testing/probes.ts';
import { diagnose } from './diagnose.ts';
import type { Disturbance } from './evidence.ts';
import { ended } from './testing/outcomes.ts';

const t = createTranslate('en');
const [a, b] = ['a.example.org', 'b.example.org'].map((name) => answeredBinding(name));

function judge(probes: (ProbeResult | undefined)[], ...disturbances: Disturbance[]) {
  const known = probes.filter((probe) => probe !== undefined);
  const evidence = { profile: 'default', probes: [adapters(), baseline(), ...known], disturbances };
  return diagnose({ status: 'completed', ...evidence }, t);
}

const sleep = (...lost: string[]): Disturbance => {
  return { kind: 'sleep', atSec: 2, seconds: 40, adapters: [], lost };
};

describe('a check during which something happened to the computer', () => {
  it('is as good as what was measured, and less sure', () => {
    expect(judge([a, b]).verdict).toMatchObject({ level: 'good', confidence: 'high' });
    const { verdict, findings } = judge([a, b], sleep());
    expect(verdict).toMatchObject({ level: 'good', confidence: 'medium', owner: 'nobody' });
    expect(findings.map(({ title }) => title)).toContain(
      'The computer slept for 40 s during the check',
    );
  });

  it('is to be made again where tests were lost, and blames nobody for them', () => {
    const lost = a && ended(a, 'inconclusive', 'cancelled');
    const { verdict, findings } = judge([lost, b], sleep(a?.id ?? ''));
    expect(verdict).toMatchObject({
      level: 'inconclusive',
      headline: t('verdict.headline.computer-slept'),
      confidence: 'low',
    });
    expect(findings.filter(({ severity }) => severity === 'critical')).toEqual([]);
    expect(findings[0]).toMatchObject({ code: 'computer-slept', evidence: [a?.id] });
  });

  it('says which adapter went away', () => {
    const gone: Disturbance = { kind: 'gone', atSec: 2, adapters: ['wlan0', 'tun0'], lost: [] };
    const { findings } = judge([a], gone);
    const found = findings.find(({ code }) => code === 'network-changed-meanwhile');
    expect(found?.title).toBe(
      'The network changed during the check: adapter wlan0, tun0 went away',
    );
    expect(found?.subject).toBe('wlan0, tun0');
  });
});
