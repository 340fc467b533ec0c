import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Nat, ProbeResult } from '../../shared/report.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBaseline,
  failedBinding,
  refusedAllocation,
} from '../../shared/testing/probes.ts';
import { createFormat } from '../format.ts';
import { type CallPath, makeCallPath } from './call-path.ts';
import type { Observation } from './observation.ts';

const t = createTranslate('en');
const format = createFormat('en', t);
const nat: Nat = {
  mapping: 'unknown',
  filtering: 'unknown',
  rfc3489: 'unknown',
  publicAddress: null,
  portPreservation: null,
  hairpinning: null,
  bindingLifetimeSec: null,
  alg: null,
  cgnat: null,
  confidence: 'low',
  reason: 'recorded',
};

function observe(probe: ProbeResult): Observation {
  return { ...probe, phase: 'ended', probe };
}

function draw(probes: ProbeResult[], judgement: Nat | null = null): CallPath {
  return makeCallPath(probes.map(observe), judgement, t, format);
}

const eu = 'turn-eu.example.org:3478';
const us = 'turn-us.example.org:3478';

describe('makeCallPath', () => {
  it('names the adapter, the public address and what each server did', () => {
    const path = draw([
      adapters(),
      baseline(),
      answeredBinding(eu),
      allocation(eu),
      failedBinding(us, 'timeout'),
    ]);
    expect(path.chain.map(({ title, detail, word }) => [title, detail, word])).toEqual([
      ['This computer', 'eth0, 192.168.77.2', 'passes its own test'],
      ['Router', 'translates addresses', 'lets tests through'],
      ['Internet', '', '203.0.113.1'],
    ]);
    expect(path.servers).toMatchObject([
      { title: 'turn-eu.example.org', word: 'works', detail: '24 ms · UDP', link: 'works' },
      { title: 'turn-us.example.org', word: 'no answer', detail: 'UDP', link: 'fails' },
    ]);
  });

  it('does not blame the router for silence', () => {
    const path = draw([adapters(), baseline(), failedBinding(eu, 'timeout')]);
    expect(path.chain[1]).toMatchObject({ standing: 'unknown', word: 'nothing came back' });
    expect(path.chain.map(({ link }) => link)).toEqual(['works', 'unknown', 'fails']);
    expect(path.chain[2]?.word).toBe('address not known');
  });

  it('does not call a refusal silence', () => {
    const path = draw([adapters(), baseline(), failedBinding(eu, 'refused')]);
    expect(path.chain.map(({ link }) => link)).toEqual(['works', 'unknown', 'unknown']);
    expect(path.chain[1]?.word).toBe('not known');
    expect(path.servers[0]).toMatchObject({ word: 'refused', link: 'fails' });
  });

  it('takes a wrong answer for a sign that the way is open', () => {
    expect(draw([failedBinding(eu, 'malformed')]).chain[2]?.link).toBe('works');
  });

  it('says so when this computer fails its own test', () => {
    const path = draw([adapters(), failedBaseline(), failedBinding(eu, 'timeout')]);
    expect(path.chain[0]).toMatchObject({ standing: 'fails', word: 'fails its own test' });
  });

  it('follows the judgement on address translation', () => {
    const path = draw([answeredBinding(eu)], { ...nat, mapping: 'address-and-port-dependent' });
    expect(path.chain[1]).toMatchObject({ standing: 'partly', detail: 'new port for each server' });
    expect(path.chain[2]?.link).toBe('partly');
  });

  it('tells a relay that refuses from a server that is silent', () => {
    const path = draw([answeredBinding(eu), refusedAllocation(eu, 401)]);
    expect(path.servers[0]).toMatchObject({ standing: 'partly', word: 'does not relay' });
  });

  it('does not claim that a relay works that was not tested', () => {
    const skipped = allocation(eu, {
      status: 'skipped',
      result: null,
      error: { code: 'cancelled', message: '' },
    });
    expect(draw([answeredBinding(eu), skipped]).servers[0]).toMatchObject({
      word: 'answers',
      detail: 'relay not tested · 24 ms · UDP',
    });
  });

  it('names the transports that work and those that fail', () => {
    const tls = allocation(eu, {
      id: 'tls',
      target: 'turns:turn-eu.example.org',
      transport: 'tls',
      status: 'failed',
      error: { code: 'timeout', message: '' },
    });
    expect(draw([answeredBinding(eu), allocation(eu), tls]).servers[0]?.detail).toBe(
      '24 ms · UDP · TLS fails',
    );
  });

  it('leaves out router and internet for servers on this computer', () => {
    expect(draw([answeredBinding('127.0.0.1:50001')]).chain).toHaveLength(1);
    expect(draw([answeredBinding('10.0.0.5:3478')]).chain.map(({ title }) => title)).toEqual([
      'This computer',
      'Your network',
    ]);
  });

  it('groups more than 20 servers and still names those that fail', () => {
    const many = Array.from({ length: 24 }, (_, i) => answeredBinding(`stun${i}.example.org:3478`));
    const path = draw([...many, failedBinding(us, 'timeout')]);
    expect(path.servers.map(({ title }) => title)).toEqual([
      'turn-us.example.org',
      '24 more servers',
    ]);
  });

  it('keeps one node for many servers as long as some are open', () => {
    const many = Array.from({ length: 24 }, (_, i) =>
      observe(answeredBinding(`stun${i}.example.org:3478`)),
    );
    const open: Observation = { ...observe(answeredBinding(us)), phase: 'running', probe: null };
    expect(makeCallPath([...many, open], null, t, format).servers).toMatchObject([
      { title: '25 servers', detail: '24 of 25 done', standing: 'running' },
    ]);
  });

  it('shows nothing as tested before a check', () => {
    const waiting: Observation = { ...observe(answeredBinding(eu)), phase: 'waiting', probe: null };
    const path = makeCallPath([waiting], null, t, format);
    expect([...path.chain, ...path.servers].map(({ word }) => word)).toEqual(
      Array(4).fill('not tested yet'),
    );
  });
});
