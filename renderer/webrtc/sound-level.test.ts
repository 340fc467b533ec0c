import { describe, expect, it } from 'vitest';
import { levelDb, loudnessOf, meterPercent, RecentPeak } from './sound-level.ts';

function sine(amplitude: number): Float32Array {
  return Float32Array.from({ length: 4800 }, (_, i) => amplitude * Math.sin((i * Math.PI) / 24));
}

describe('levelDb', () => {
  it('is 3 dB below full scale for a full sine, and 20 dB less for a tenth of it', () => {
    expect(levelDb(sine(1))).toBeCloseTo(-3.01, 1);
    expect(levelDb(sine(0.1))).toBeCloseTo(-23.01, 1);
  });

  it('is below everything for silence, and for no samples', () => {
    expect(levelDb(new Float32Array(128))).toBe(-Infinity);
    expect(levelDb(new Float32Array(0))).toBe(-Infinity);
  });
});

describe('meterPercent', () => {
  it('fills the bar from 60 dB below full scale up to it', () => {
    expect([-Infinity, -80, -60, -30, 0, 3].map(meterPercent)).toEqual([0, 0, 0, 50, 100, 100]);
  });
});

describe('loudnessOf', () => {
  it('tells silence, a faint voice, a good one, and clipping', () => {
    expect([-Infinity, -61, -50, -25, -3].map(loudnessOf)).toEqual([
      'silent',
      'silent',
      'quiet',
      'good',
      'loud',
    ]);
  });
});

describe('RecentPeak', () => {
  it('remembers the loudest of the last moment, and forgets it after that', () => {
    const peak = new RecentPeak();
    expect(peak.add(-20, 0)).toBe(-20);
    expect(peak.add(-70, 1_000)).toBe(-20);
    expect(peak.add(-65, 1_600)).toBe(-65);
  });
});
