import { describe, expect, it } from 'vitest';
import { type MediaMoment, readMedia, sampleMedia } from './media-statistics.ts';

const pair = {
  id: 'P',
  type: 'candidate-pair',
  currentRoundTripTime: 0.03,
  totalRoundTripTime: 0.1,
  responsesReceived: 2,
  availableOutgoingBitrate: 2_500_000,
};
const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P' };

/** Both ends after `seconds` of 50 voice packets and 25 frames a second. */
function after(seconds: number, { lost = 0, reports = true } = {}): MediaMoment {
  const audio = { kind: 'audio', packetsSent: 50 * seconds };
  const report = {
    id: 'R',
    type: 'remote-inbound-rtp',
    kind: 'audio',
    roundTripTime: 0.02,
    totalRoundTripTime: 0.06,
    roundTripTimeMeasurements: 2,
  };
  return {
    atMs: seconds * 1000,
    caller: [
      transport,
      pair,
      { id: 'OA', type: 'outbound-rtp', ...audio },
      { id: 'OV', type: 'outbound-rtp', kind: 'video', packetsSent: 100, framesSent: 25 },
      ...(reports ? [report] : []),
    ],
    callee: [
      { id: 'C', type: 'codec', mimeType: 'audio/opus' },
      {
        id: 'IA',
        type: 'inbound-rtp',
        kind: 'audio',
        codecId: 'C',
        packetsReceived: 50 * seconds - lost,
        packetsLost: lost,
        bytesReceived: 4000 * seconds,
        jitter: 0.004,
        concealedSamples: 1000 * seconds,
        totalSamplesReceived: 48_000 * seconds,
      },
      { id: 'IV', type: 'inbound-rtp', kind: 'video', framesDecoded: 24, freezeCount: 1 },
    ],
  };
}

describe('readMedia', () => {
  it('sums up both kinds from both ends', () => {
    const read = readMedia(after(0), after(2, { lost: 10 }));
    expect(read).toMatchObject({
      rttMs: 30,
      availableOutgoingKbps: 2500,
      audio: {
        codec: 'audio/opus',
        kbps: 32,
        packetsSent: 100,
        packetsReceived: 90,
        packetsLost: 10,
        lossPercent: 10,
        jitterMs: 4,
      },
      video: { framesSent: 25, framesDecoded: 24, freezeCount: 1, codec: null },
    });
  });

  it('does not count as concealed what was before the player had started', () => {
    const { audio } = readMedia(after(1), after(3));
    expect(audio).toMatchObject({ concealedSamples: 2000, totalSamplesReceived: 96_000 });
  });

  it('takes the round trip of the connectivity checks where no report came back', () => {
    expect(readMedia(after(0), after(1, { reports: false })).rttMs).toBe(50);
  });

  it('has nothing of a kind that never arrived', () => {
    const nothing: MediaMoment = { atMs: 10, caller: [], callee: [] };
    expect(readMedia(nothing, nothing)).toEqual({
      rttMs: null,
      availableOutgoingKbps: null,
      audio: null,
      video: null,
    });
  });
});

describe('sampleMedia', () => {
  it('tells what happened between two moments', () => {
    expect(sampleMedia(after(1), after(2, { lost: 5 }))).toEqual({
      atMs: 2000,
      rttMs: 20,
      lossPercent: 10,
      kbps: 32,
    });
  });

  it('knows no loss where nothing was sent', () => {
    expect(sampleMedia(after(1), { ...after(1), atMs: 1250 }).lossPercent).toBeNull();
  });
});
