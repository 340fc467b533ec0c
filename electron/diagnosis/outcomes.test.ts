import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { probeErrorCodeSchema, probeKinds, type ProbeResult } from '../../shared/report.ts';
import { natFiltering, natMapping } from '../../shared/testing/nat-probes.ts';
import { adapters, answeredBinding, baseline } from '../../shared/testing/probes.ts';
import { turnAllocation, turnAudit, turnRelay } from '../../shared/testing/turn-probes.ts';
import {
  connectedCall,
  gathered,
  media,
  relayCandidate,
} from '../../shared/testing/webrtc-probes.ts';
import { diagnose } from './diagnose.ts';
import { ended, host, relay } from './testing/outcomes.ts';

const t = createTranslate('en');

/** One probe of each kind that passed. */
const passed: ProbeResult[] = [
  adapters(),
  baseline(),
  answeredBinding('a.example.org'),
  natMapping(),
  natFiltering(),
  ...(['nat.alg', 'nat.hairpinning', 'nat.lifetime'] as const).map(
    (kind) => ({ ...natMapping(), id: `${kind}/udp4`, kind, result: null }) as ProbeResult,
  ),
  turnAllocation(host),
  turnRelay(host),
  turnAudit([{ code: 'peers', rating: 'good', title: 'Good.', advice: '', coturnOption: null }]),
  gathered(relay, [relayCandidate(relay)]),
  connectedCall('relay', relay),
  media('relay', relay),
];

/** Passed, and deliberately without a finding of their own, each with the reason. */
const needsNone: Partial<Record<ProbeResult['kind'], string>> = {
  'local.interfaces': 'that there is an adapter is nothing to tell; what was reached shows it',
  'nat.alg': 'part of the finding about the kind of NAT, where it has a result',
  'nat.hairpinning': 'the same',
  'nat.lifetime': 'the same',
  'webrtc.media': 'sound and picture that arrive well are part of the call that connects',
};

function told(probes: readonly ProbeResult[], id: string): string[] {
  const evidence = { status: 'completed', profile: 'default', probes } as const;
  return diagnose(evidence, t)
    .findings.filter((finding) => finding.evidence.includes(id))
    .map(({ code }) => code);
}

function beside(own: ProbeResult, result: ProbeResult): ProbeResult[] {
  return passed.map((probe) => (probe === own ? result : probe));
}

it('there is a probe of each kind', () => {
  expect(new Set(passed.map(({ kind }) => kind))).toEqual(new Set(probeKinds));
});

describe.each(passed.map((probe) => [probe.kind, probe] as const))('%s', (kind, own) => {
  it('that passed is told of, or needs no finding for a reason', () => {
    const isTold = told(passed, own.id).length > 0;
    expect(isTold || needsNone[kind] !== undefined).toBe(true);
  });

  it.each(probeErrorCodeSchema.options)('that ended with %s is told of', (code) => {
    for (const status of ['failed', 'inconclusive'] as const) {
      for (const probe of [
        ended(own, status, code),
        { ...ended(own, status, code), ...resultOf(own) },
      ]) {
        const codes = told(beside(own, probe as ProbeResult), own.id);
        // What a person stopped is told by the verdict.
        expect(codes.length > 0, `${status} ${code}`).toBe(
          code !== 'cancelled' || codes.length > 0,
        );
      }
    }
  });

  it('that is missing is not told of', () => {
    expect(
      told(
        passed.filter((probe) => probe !== own),
        own.id,
      ),
    ).toEqual([]);
  });
});

function resultOf({ result }: ProbeResult) {
  return { result };
}
