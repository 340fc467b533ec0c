import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { NatTest } from '../../shared/nat-results.ts';
import type { Nat, ProbeOf } from '../../shared/report.ts';
import { makeNatRows, natFacts, unfitServers } from './nat-rows.ts';

const t = createTranslate('en');
const server = { address: '203.0.113.10', port: 3478, family: 'IPv4' } as const;
const mapped = { address: '203.0.113.1', port: 40213, family: 'IPv4' } as const;

function test(overrides: Partial<NatTest> = {}): NatTest {
  return {
    name: 'test I',
    sentTo: server,
    answeredFrom: server,
    mappedAddress: mapped,
    status: 'answered',
    sent: 1,
    received: 1,
    ...overrides,
  };
}

function filtering(tests: NatTest[]): ProbeOf<'nat.filtering'> {
  return {
    id: 'nat.filtering/udp4',
    kind: 'nat.filtering',
    target: 'network',
    transport: 'udp',
    family: 'IPv4',
    status: 'passed',
    startedAtMs: 0,
    durationMs: 1500,
    error: null,
    result: {
      behaviour: 'address-and-port-dependent',
      method: 'rfc5780',
      tests,
      reason: null,
      localAddress: null,
      controlled: true,
      servers: [
        {
          targets: ['stun:a.example', 'stun:b.example'],
          endpoint: server,
          otherAddress: null,
          mappedAddress: mapped,
          fitness: 'no-other-address',
        },
      ],
    },
  };
}

const nat: Nat = {
  mapping: 'endpoint-independent',
  filtering: 'unknown',
  rfc3489: 'unknown',
  publicAddress: mapped,
  portPreservation: true,
  hairpinning: null,
  bindingLifetimeSec: null,
  alg: null,
  cgnat: false,
  confidence: 'high',
  reason: '',
};

describe('makeNatRows', () => {
  it('shows where a question went, where the answer came from and what it said', () => {
    expect(makeNatRows([filtering([test()])], t)).toMatchObject([
      {
        sentTo: '203.0.113.10:3478',
        answeredFrom: '203.0.113.10:3478',
        mapped: '203.0.113.1:40213',
        standing: 'works',
        result: 'answered',
      },
    ]);
  });

  it('takes silence for a result, not for a failure', () => {
    const silent = test({ status: 'silent', answeredFrom: null, mappedAddress: null });
    expect(makeNatRows([filtering([silent])], t)).toMatchObject([
      { answeredFrom: '–', mapped: '–', standing: 'skipped', result: 'no answer' },
    ]);
  });
});

it('shows a question once that two probes share', () => {
  const shared = filtering([test()]);
  expect(makeNatRows([shared, { ...shared, id: 'nat.filtering/again' }], t)).toHaveLength(1);
});

it('blames a server that cannot measure, once and with its reason', () => {
  expect(unfitServers([filtering([]), filtering([])], t)).toEqual([
    'stun:a.example, stun:b.example names no second address (OTHER-ADDRESS)',
  ]);
});

it('leaves out what was not asked for and says what is not known', () => {
  const facts = natFacts(nat, t).map(({ key, value }) => [key, value]);
  expect(facts).toEqual([
    ['rfc3489', 'not known'],
    ['mapping', 'endpoint-independent'],
    ['filtering', 'not known'],
    ['portPreservation', 'yes'],
    ['cgnat', 'no'],
  ]);
});
