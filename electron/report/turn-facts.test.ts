import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import {
  certificate,
  failedTurn,
  turnAllocation,
  turnAudit,
  turnRelay,
} from '../../shared/testing/turn-probes.ts';
import { probeFacts } from './facts.ts';

const t = createTranslate('en');
const factsOf = (probe: ProbeResult) =>
  Object.fromEntries(probeFacts(probe, t).map(({ label, value }) => [label, value]));

describe('the facts of relay tests in a report', () => {
  it('tell where it ended, with the code and the words of the server', () => {
    const { Steps: steps } = factsOf(failedTurn({ stunErrorCode: 486 }));
    expect(steps).toContain('allocate: failed 486 made up 486 (26 ms)');
  });

  it('tell what is wrong with a certificate, and for whom it is good', () => {
    const tls = { ...certificate, problem: 'expired' } as const;
    expect(factsOf(failedTurn({ transport: 'tls', step: 'tls', result: { tls } }))).toMatchObject({
      'Certificate is': 'expired',
      'Certificate good for': 'turn.example.org',
      'Issued by': 'Example CA 1',
      'Valid until': '2026-08-01 00:00:00 UTC – 2026-12-30 00:00:00 UTC',
    });
  });

  it('tell until when a time-limited user name is good', () => {
    const probe = turnAllocation('a', 'udp', { credentialExpiresAt: '2026-11-25T18:00:00.000Z' });
    expect(factsOf(probe)).toMatchObject({ 'User name good until': '2026-11-25 18:00:00 UTC' });
  });

  it('tell the stream with its steps', () => {
    const facts = factsOf(
      turnRelay('a', {
        throughput: {
          steps: [{ offeredMbps: 2, deliveredMbps: 1.9, lossPercent: 5 }],
          bytes: 250_000,
          endedBy: 'byte-budget',
        },
        throughputMbps: 1.9,
      }),
    );
    expect(facts).toMatchObject({
      Jitter: '1.2 ms',
      'Estimated MOS': '4.4',
      Throughput: '1.9 Mbit/s',
      'Sent and came back': '2.0 Mbit/s → 1.9 Mbit/s, the bytes for this test were used up',
    });
    expect(facts.Steps).toContain('challenge: passed 401');
  });

  it('tell each item of a look at the set-up with the line that does it, and each port', () => {
    const probe = turnAudit([
      {
        code: 'realm',
        rating: 'wrong',
        title: 'No realm.',
        advice: 'Set one.',
        coturnOption: 'realm=x',
      },
    ]);
    expect(probeFacts(probe, t)).toContainEqual({
      label: 'To correct',
      value: 'No realm. Set one. coturn: realm=x',
    });
    expect(factsOf(probe)).toMatchObject({
      'UDP 3478 IPv4': 'answered, 24 ms',
      'TLS 443 IPv4': 'no answer',
    });
  });
});
