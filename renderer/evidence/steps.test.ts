import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
  refusedAllocation,
} from '../../shared/testing/probes.ts';
import { createFormat } from '../format.ts';
import type { Observation } from './observation.ts';
import { makeSteps } from './steps.ts';

const t = createTranslate('en');
const format = createFormat('en', t);
const eu = 'turn-eu.example.org:3478';

function ended(probe: ProbeResult): Observation {
  return { ...probe, phase: 'ended', probe };
}

function running(probe: ProbeResult): Observation {
  return { ...probe, phase: 'running', probe: null };
}

function waiting(probe: ProbeResult): Observation {
  return { ...probe, phase: 'waiting', startedAtMs: null, probe: null };
}

function texts(observations: Observation[]): string[] {
  return makeSteps(observations, t, format).map(({ text }) => text);
}

describe('makeSteps', () => {
  it('says in words what came of each test', () => {
    expect(texts([adapters(), baseline(), answeredBinding(eu), allocation(eu)].map(ended))).toEqual(
      [
        'This computer has 1 address that leads to a network',
        'This computer can send and receive',
        'turn-eu.example.org sees you as 203.0.113.1',
        'turn-eu.example.org relays over UDP',
      ],
    );
  });

  it('says what is being done and what will be', () => {
    expect(texts([running(answeredBinding(eu)), waiting(allocation(eu))])).toEqual([
      'Asking turn-eu.example.org which address it sees',
      'A relay address from turn-eu.example.org',
    ]);
  });

  it('gives the reason of a failure', () => {
    expect(texts([ended(failedBinding(eu, 'timeout')), ended(refusedAllocation(eu, 401))])).toEqual(
      [
        'turn-eu.example.org: no answer',
        'turn-eu.example.org gives no relay address: request rejected',
      ],
    );
  });

  it('makes one step of all transports of a relay server', () => {
    const tls = allocation(eu, {
      id: 'tls',
      target: 'turns:turn-eu.example.org',
      transport: 'tls',
      status: 'failed',
      error: { code: 'timeout', message: '' },
    });
    expect(texts([ended(allocation(eu)), ended(tls)])).toEqual([
      'turn-eu.example.org relays over UDP, but not over TLS',
    ]);
  });

  it('counts servers instead of naming them where there are many', () => {
    const many = Array.from({ length: 12 }, (_, i) => answeredBinding(`s${i}.example.org:3478`));
    const [first, ...rest] = many;
    const observations = [...rest.map(ended), ...(first ? [running(first)] : [])];
    expect(texts([ended(adapters()), ...observations])).toEqual([
      'This computer has 1 address that leads to a network',
      'Public address: 11 of 12 servers answered',
    ]);
  });

  it('has as many steps before the check as after it', () => {
    const probes = [adapters(), baseline(), answeredBinding(eu), allocation(eu)];
    expect(makeSteps(probes.map(waiting), t, format)).toHaveLength(
      makeSteps(probes.map(ended), t, format).length,
    );
  });

  it('takes the time from the first start to the last end', () => {
    const [step] = makeSteps(
      [
        ended(answeredBinding(eu, { startedAtMs: 10, durationMs: 50 })),
        ended(answeredBinding(eu, { id: '6', family: 'IPv6', startedAtMs: 20, durationMs: 100 })),
      ],
      t,
      format,
    );
    expect(step).toMatchObject({ startedAtMs: 10, durationMs: 110 });
  });
});
