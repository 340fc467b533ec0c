import { describe, expect, it } from 'vitest';
import type { CheckEvent } from '../../shared/check.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import {
  callSamples,
  connectedCall,
  droppedCall,
  failedCall,
  gathered,
  iceCandidate,
  iceError,
  mdnsCandidate,
  media,
  skippedCall,
  srflxCandidate,
} from '../../shared/testing/webrtc-probes.ts';
import type { LiveCall } from '../../shared/webrtc-results.ts';
import { createFormat } from '../format.ts';
import { makeCallChart } from './call-chart.ts';
import { makeCallRoute } from './call-route.ts';
import { makeCallRows } from './call-rows.ts';
import { describeProbe } from './describe-result.ts';
import { makeLiveCalls } from './live-calls.ts';
import { makeMediaRows } from './media-rows.ts';
import { applyEvent, type Run } from './observation.ts';

const t = createTranslate('en');
const format = createFormat('en', t);
const eu = 'turn:turn-eu.example.org';
const rowsOf = (...probes: ProbeResult[]) => makeCallRows(probes, t, format);

describe('makeCallRows', () => {
  it('gives each way its result, the chosen pair in words and its numbers with units', () => {
    expect(rowsOf(connectedCall('relay', eu))[0]).toMatchObject({
      path: 'Through turn-eu.example.org over UDP',
      standing: 'works',
      result: 'connected',
      route: 'relay address to relay address, UDP',
      connect: '181 ms',
      rtt: '25 ms',
      lost: '0 %',
      jitter: '0.9 ms',
    });
  });

  it('says where a call stopped and what the server said', () => {
    const [row] = rowsOf(failedCall('relay', 'gathering', eu, 'udp', [iceError(401)]));
    expect(row).toMatchObject({ standing: 'fails', connect: '–', route: '' });
    expect(row?.result).toBe('stopped after 3.0 s at: looking for ways out');
    const errors = row?.details.find(({ key }) => key === 'errors');
    expect(errors?.lines.join()).toContain('does not accept the user name and password');
  });

  it('a call that broke off works in part, and one that was not tried is no failure', () => {
    const [dropped, skipped] = rowsOf(droppedCall(eu), skippedCall());
    expect(dropped).toMatchObject({ standing: 'partly', result: 'broke off after 0.6 s' });
    expect(skipped).toMatchObject({ standing: 'skipped', isTried: false, result: 'not tried' });
    expect(skipped?.details[0]?.lines[0]).toContain('need Chromium');
  });
});

describe('makeMediaRows', () => {
  it('says the quality of voice in words, with the inputs of the estimate', () => {
    const [row] = makeMediaRows([media('relay', eu)], t, format);
    expect(row).toMatchObject({ words: 'Voice would sound very good', standing: 'works' });
    expect(row?.inputs.map(({ key }) => key)).toEqual([
      'codec',
      'delay',
      'buffer',
      'loss',
      'rating',
    ]);
  });

  it('names the relay that ICE took where it was given several', () => {
    const probe = { ...media('relay', eu), target: 'TURN servers', transport: 'none' } as const;
    expect(makeMediaRows([probe], t, format)[0]?.path).toBe('Through turn-eu.example.org over UDP');
  });

  it('says that nothing arrived', () => {
    const failed: ProbeResult = {
      ...media('host', eu, undefined, { audio: null, video: null, mos: null }),
      status: 'failed',
      error: { code: 'timeout', message: 'recorded' },
    };
    expect(makeMediaRows([failed], t, format)[0]?.words).toBe('Sound and picture did not arrive.');
  });
});

describe('makeCallRoute', () => {
  it('takes the direct way where there is one, then the relay, and says so', () => {
    const relayed = connectedCall('relay', eu);
    const inside = [connectedCall('host'), connectedCall('baseline')];
    const direct = makeCallRoute([...inside, relayed, connectedCall('srflx')], t);
    expect(direct?.text).toContain('directly, without a relay');
    expect(['computer', 'router', 'internet'].map((key) => direct?.passes(key))).toEqual([
      true,
      true,
      true,
    ]);
    expect(direct?.passes('turn-eu.example.org')).toBe(false);

    const route = makeCallRoute([...inside, relayed], t);
    expect(route?.text).toContain('through turn-eu.example.org: relay address to relay address');
    expect(route?.passes('turn-eu.example.org')).toBe(true);
    expect(route?.passes('turn-us.example.org')).toBe(false);
  });

  it('stays inside this computer for a relay that runs there', () => {
    const route = makeCallRoute([connectedCall('relay', 'turn:127.0.0.1:3478')], t);
    expect(route?.passes('router')).toBe(false);
    expect(route?.passes('127.0.0.1:3478')).toBe(true);
  });

  it('is none without a call that connected', () => {
    expect(makeCallRoute([failedCall('host'), skippedCall()], t)).toBeNull();
  });
});

describe('makeCallChart', () => {
  it('says in a sentence what the line and the bars show', () => {
    const chart = makeCallChart(callSamples(25, 12), t, format);
    expect(chart?.summary).toBe(
      'Over 1.0 s: round trip 26 ms in the middle, from 25 ms to 26 ms; up to 12 % lost at a time.',
    );
    expect(chart?.rows[6]).toEqual(['0.7 s', '25 ms', '12 %']);
    expect(makeCallChart([], t, format)).toBeNull();
  });

  it('has all that was lost and every round trip between its scales', () => {
    expect(makeCallChart(callSamples(25, 100), t, format)?.topPercent).toBe(100);
    const chart = makeCallChart(callSamples(25, 0), t, format);
    expect(chart?.topPercent).toBe(5);
    expect(chart?.topMs).toBeGreaterThan(26);
  });
});

describe('makeLiveCalls', () => {
  const call = connectedCall('relay', eu);
  const sessionId = 'recorded';
  const planned: CheckEvent = {
    type: 'planned',
    sessionId,
    startedAt: '2026-03-02T14:02:11.250Z',
    probes: [
      { ...call, deadlineMs: 5000 },
      { ...connectedCall('baseline'), deadlineMs: 5000 },
    ],
  };
  const live = (state: LiveCall['state'], atMs: number | null): CheckEvent => ({
    type: 'live',
    sessionId,
    probeId: call.id,
    live: {
      state,
      candidates: [iceCandidate(), mdnsCandidate(), srflxCandidate()],
      sample: atMs === null ? null : { atMs, rttMs: 31, lossPercent: 0, kbps: 64 },
    },
  });
  const after = (...events: CheckEvent[]) => {
    const run = [planned, ...events].reduce<Run | null>(applyEvent, null);
    return makeLiveCalls(run?.observations ?? [], t, format);
  };

  it('shows states and ways in words from the plan on', () => {
    expect(after()?.rows.map(({ name, state }) => [name, state])).toEqual([
      ['Through turn-eu.example.org over UDP', 'waiting'],
      ['Through this computer’s own relay', 'waiting'],
    ]);
    expect(after(live('gathering', null))?.rows[0]).toMatchObject({
      state: 'looking for ways out',
      found: '3 ways found: 2 × own address, 1 × outside address',
    });
  });

  it('gathers the samples of a call, each once, and counts what is connected', () => {
    const seen = after(live('streaming', 100), live('streaming', 100), live('streaming', 200));
    expect(seen?.shown?.samples.map(({ atMs }) => atMs)).toEqual([100, 200]);
    expect(seen).toMatchObject({ connected: 1, total: 2, isDone: false });
    expect(seen?.rows[0]?.rtt).toBe('round trip 31 ms');
  });

  it('says the outcome of what ended, and is nothing without Chromium', () => {
    const ended: CheckEvent = { type: 'ended', sessionId, probe: call };
    expect(after(ended)?.rows[0]).toMatchObject({ state: 'connected', standing: 'works' });
    expect(makeLiveCalls([], t, format)).toBeNull();
  });
});

describe('describeProbe', () => {
  it.each(['en', 'zh-CN'] as const)('has words for all that Chromium recorded (%s)', (locale) => {
    const translate = createTranslate(locale);
    const probes = [
      gathered(eu, [iceCandidate()], [iceError(701)]),
      connectedCall('relay', eu, 'udp', { throughputMbps: 12.5 }),
      failedCall('srflx'),
      media('relay', eu),
    ];
    const facts = probes.flatMap((probe) =>
      describeProbe(probe, translate, createFormat(locale, translate)),
    );
    const text = facts.flatMap(({ label, lines }) => [label, ...lines]).join('\n');
    expect(text).not.toMatch(/[{}]|webrtc\.[a-z]+\.|undefined|null/);
  });
});
