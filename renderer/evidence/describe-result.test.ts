import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
} from '../../shared/testing/probes.ts';
import { natFiltering, natMapping } from '../../shared/testing/nat-probes.ts';
import { createFormat } from '../format.ts';
import { describeProbe, groupFacts } from './describe-result.ts';

const t = createTranslate('en');
const format = createFormat('en', t);

function facts(probe: ProbeResult): Record<string, string[]> {
  return Object.fromEntries(
    describeProbe(probe, t, format).map(({ label, lines }) => [label, lines]),
  );
}

describe('describeProbe', () => {
  it('puts every member into words with its unit', () => {
    expect(facts(answeredBinding('stun.example.org:3478'))).toMatchObject({
      'Your address as the server sees it': ['203.0.113.1:40213'],
      'Round trip': ['median 24 ms, from 23 ms to 27 ms, 95 % within 27 ms, jitter 1.2 ms'],
      'Packets sent': ['5'],
      'Server’s second address': ['no value'],
      Took: ['0.1 s'],
    });
  });

  it('begins with what went wrong', () => {
    const [first] = describeProbe(failedBinding('stun.example.org:3478', 'timeout'), t, format);
    expect(first).toMatchObject({ label: 'What went wrong', lines: ['recorded timeout'] });
  });

  it('lists adapters line by line', () => {
    expect(facts(adapters())['Adapters']).toEqual([
      'lo: 127.0.0.1 (this computer only)',
      'eth0: 192.168.77.2 (private)',
    ]);
    expect(facts(allocation('turn.example.org:3478'))).toMatchObject({
      'Relay address lasts': ['10 min 0 s'],
    });
  });

  it('does not speak of encryption where there is none', () => {
    expect(facts(allocation('turn.example.org:3478'))).not.toHaveProperty('Encryption');
  });

  it('leaves the packets of the own test to their own view', () => {
    const groups = groupFacts(describeProbe(baseline(), t, format)).map(({ name }) => name);
    expect(groups).toEqual(['Relay address', null]);
  });

  it('tells what a test of the NAT asked and saw, and shows no member by its own name', () => {
    const mapping = facts(natMapping());
    expect(mapping).toMatchObject({ 'What was seen': ['endpoint-independent'] });
    expect(mapping['Questions']?.[0]).toMatch(/^test I: first address: to .* seen as .*: answered/);
    for (const probe of [natMapping(), natFiltering()]) {
      const lines = Object.entries(facts(probe)).flatMap(([label, text]) => [label, ...text]);
      expect(lines.filter((line) => /[{}"]|[a-z][A-Z]/.test(line))).toEqual([]);
    }
  });

  it('has a key of its own for each fact', () => {
    const keys = describeProbe(baseline(), t, format).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
