import { expect, it } from 'vitest';
import { estimateVoiceQuality } from './e-model.ts';

it('rates a path without delay or loss as well as the E-model can', () => {
  const { rating, mos } = estimateVoiceQuality({ rttMs: 1, jitterMs: 0, lossPercent: 0 });
  expect(rating).toBe(93.2);
  expect(mos).toBeCloseTo(4.41, 2);
});

it('takes the delay impairment from R at 300 ms from mouth to ear', () => {
  const { rating, oneWayDelayMs } = estimateVoiceQuality({
    rttMs: 540,
    jitterMs: 0,
    lossPercent: 0,
  });
  expect(oneWayDelayMs).toBe(300);
  const x = Math.log2(3);
  const idd = 25 * (Math.pow(1 + x ** 6, 1 / 6) - 3 * Math.pow(1 + (x / 3) ** 6, 1 / 6) + 2);
  expect(rating).toBeCloseTo(93.2 - idd, 1);
});

it('takes 27 from R at 10 % random loss of G.711 with concealment', () => {
  const { rating } = estimateVoiceQuality({ rttMs: 20, jitterMs: 0, lossPercent: 10 });
  expect(rating).toBeCloseTo(93.2 - 950 / 35.1, 1);
});

it('stays within its scale where nothing arrives', () => {
  const worst = estimateVoiceQuality({ rttMs: 60_000, jitterMs: 10_000, lossPercent: 100 });
  expect(worst.rating).toBeGreaterThanOrEqual(0);
  expect(worst.mos).toBe(1);
});

it('never gets better with more delay, jitter or loss', () => {
  const base = { rttMs: 150, jitterMs: 10, lossPercent: 1 };
  const { mos } = estimateVoiceQuality(base);
  for (const worse of [{ rttMs: 300 }, { jitterMs: 60 }, { lossPercent: 3 }]) {
    expect(estimateVoiceQuality({ ...base, ...worse }).mos).toBeLessThan(mos);
  }
});
