import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import {
  certificate,
  failedTurn,
  turnAllocation,
  turnAudit,
  turnRelay,
} from '../../shared/testing/turn-probes.ts';
import { createFormat } from '../format.ts';
import { makeAudit } from './audit-groups.ts';
import { certificateFacts } from './certificate-facts.ts';
import { describeProbe } from './describe-result.ts';
import { makeRelayStream } from './relay-stream.ts';
import { makeServerRows } from './server-rows.ts';
import { allocateOf, makeTimeline, stepName } from './turn-steps.ts';

const t = createTranslate('en');
const format = createFormat('en', t, 'UTC');
const stepsOf = (probe: Parameters<typeof allocateOf>[0]) => allocateOf(probe)?.steps ?? [];

describe('the time line of a relay test', () => {
  it('draws the steps one after the other, from the beginning to the end', () => {
    const { steps, spanMs } = makeTimeline(stepsOf(turnAllocation('a')), t, format);
    expect(steps.map(({ name }) => name).slice(0, 2)).toEqual([
      'look up the name',
      'ask for the challenge',
    ]);
    expect(steps[0]?.fromMs).toBe(0);
    expect(steps.slice(1).map(({ fromMs }) => fromMs)).toEqual(
      steps.slice(0, -1).map(({ toMs }) => toMs),
    );
    expect(steps.at(-1)?.toMs).toBe(spanMs);
  });

  it('does not show the 401 that every challenge is as something that went wrong', () => {
    const { steps } = makeTimeline(stepsOf(turnAllocation('a')), t, format);
    expect(steps.map(({ said }) => said)).toEqual([null, null, null, null, null]);
  });

  it('says with which code and words a step failed', () => {
    const { steps } = makeTimeline(stepsOf(failedTurn({ stunErrorCode: 486 })), t, format);
    expect(steps.at(-1)).toMatchObject({
      standing: 'fails',
      word: 'failed',
      said: '486 made up 486',
    });
  });

  it('shows steps without any duration, and keeps the name of one that it does not know', () => {
    const step = {
      name: 'teleport',
      status: 'passed',
      durationMs: 0,
      stunErrorCode: null,
    } as const;
    expect(makeTimeline([step], t, format)).toMatchObject({
      steps: [{ name: 'teleport', fromMs: 0, toMs: 0 }],
      spanMs: 1,
    });
    expect(stepName('release', t)).toBe('give the relay address back');
  });

  it('belongs to tests that allocate, and to no other', () => {
    expect(allocateOf(turnRelay('a'))).not.toBeNull();
    expect(allocateOf(answeredBinding('a'))).toBeNull();
  });
});

describe('the certificate', () => {
  it('is told with its dates and whether it is trusted', () => {
    const facts = certificateFacts(certificate, t, format);
    expect(facts).toMatchObject({ standing: 'works', word: 'trusted' });
    expect(facts?.rows.map(({ value }) => value)).toContain('30 Dec 2026, 00:00');
  });

  it('tells its problem in words, and leaves out what is not known', () => {
    const { protocol, subject, issuer, validTo } = certificate;
    const facts = certificateFacts(
      { protocol, subject, issuer, validTo, problem: 'expired' },
      t,
      format,
    );
    expect(facts).toMatchObject({ standing: 'fails', word: 'expired' });
    expect(facts?.rows).toHaveLength(4);
    const none = {
      protocol: '',
      subject: '',
      issuer: '',
      validTo: '',
      problem: 'protocol',
    } as const;
    expect(certificateFacts(none, t, format)?.rows).toEqual([]);
    expect(certificateFacts(null, t, format)).toBeNull();
  });
});

describe('the stream through a relay', () => {
  it('stands in columns by the way of sending', () => {
    const stream = makeRelayStream(turnRelay('a'), t, format);
    expect(stream?.table.columns).toEqual(['All', 'Send / Data', 'Channel']);
    for (const { values } of stream?.table.rows ?? []) expect(values).toHaveLength(3);
    expect(stream?.samples).toHaveLength(100);
    expect(stream?.throughput).toBeNull();
  });

  it('tells what the throughput ended by, and the largest packet', () => {
    const stream = makeRelayStream(
      turnRelay('a', {
        throughput: {
          steps: [{ offeredMbps: 2, deliveredMbps: 1.9, lossPercent: 4.5 }],
          bytes: 2_400_000,
          endedBy: 'loss',
        },
        mtu: {
          largestBytes: 1200,
          tried: [
            { bytes: 1200, returned: true },
            { bytes: 1400, returned: false },
          ],
        },
      }),
      t,
      format,
    );
    expect(stream?.throughput).toEqual({
      rows: [{ offered: '2 Mbit/s', delivered: '1.9 Mbit/s', lost: '4.5 %' }],
      end: 'Ended: packets were lost. 2.4 MB in all.',
    });
    expect(stream?.largestPacket).toContain('of 1,400 bytes none did');
  });

  it('is nothing where nothing was sent, and for other tests', () => {
    expect(makeRelayStream(turnRelay('a', { sent: 0, received: 0 }), t, format)).toBeNull();
    expect(makeRelayStream(answeredBinding('a'), t, format)).toBeNull();
  });
});

describe('the look at a set-up', () => {
  it('puts first what has to be corrected', () => {
    const item = (rating: 'good' | 'wrong') => ({
      code: rating,
      rating,
      title: '',
      advice: '',
      coturnOption: null,
    });
    const audit = makeAudit(turnAudit([item('good'), item('wrong')]), t, format);
    expect(audit?.groups.map(({ title }) => title)).toEqual(['To correct', 'Good']);
    expect(audit?.listeners[1]).toMatchObject({
      over: 'TLS 443, IPv4',
      standing: 'fails',
      word: 'no answer',
      rtt: '–',
    });
  });

  it('belongs to no other test', () => {
    expect(makeAudit(answeredBinding('a'), t, format)).toBeNull();
  });
});

describe('the ranking of servers in words', () => {
  it('says what a server does, over what, and why it does not', () => {
    const rows = makeServerRows(
      [
        failedBinding('c', 'timeout', { target: 'stun:c' }),
        turnAllocation('a'),
        turnAllocation('a', 'tcp'),
        turnRelay('a', { mos: 4.38 }),
        turnAllocation('b'),
        failedTurn({ host: 'b', transport: 'tls', stunErrorCode: 401 }),
      ],
      t,
      format,
    );
    expect(rows).toMatchObject([
      { rank: 1, host: 'a', word: 'relays', over: 'UDP, TCP', lost: '0 %', voice: '4.38' },
      {
        rank: 2,
        host: 'b',
        standing: 'partly',
        word: 'works in part: request rejected',
        over: 'UDP · TLS fails',
      },
      { rank: 3, host: 'c', standing: 'fails', word: 'no answer', rtt: '–', lost: '–' },
    ]);
  });
});

describe('the rest of a relay test', () => {
  it.each([turnAllocation('a', 'tls'), turnRelay('a'), turnAudit([])])(
    'has words for every member of $kind',
    (probe) => {
      const labels = describeProbe(probe, t, format).map(({ label }) => label);
      expect(labels.filter((label) => /^[a-z]+([A-Z][a-z]+)*$/.test(label))).toEqual([]);
    },
  );
});
