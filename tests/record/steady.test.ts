import { describe, expect, it } from 'vitest';
import { answeredBinding } from '../../shared/testing/probes.ts';
import { steadyProbes } from './steady.ts';

const endpoint = (port: number) => ({ address: '127.0.0.1', port, family: 'IPv4' }) as const;

/** A binding to this port of loopback, by way of a NAT that chose one for it. */
function binding(port: number, localPort: number, mappedPort: number) {
  const probe = answeredBinding(`127.0.0.1:${port}`);
  const addresses = { localAddress: endpoint(localPort), mappedAddress: endpoint(mappedPort) };
  return { ...probe, result: probe.result && { ...probe.result, ...addresses } };
}

describe('steadyProbes', () => {
  it('gives the same where only the choice of ports was another one', () => {
    const first = steadyProbes([binding(41_235, 33_001, 33_001)], 0);
    const second = steadyProbes([binding(52_777, 60_123, 60_123)], 0);
    expect(first).toEqual(second);
    expect(first[0]?.target).toMatch(/^stun:127\.0\.0\.1:50\d{3}$/);
  });

  it('keeps equal ports equal, odd ones odd, and those that nobody chose', () => {
    const [probe] = steadyProbes([binding(3478, 33_001, 41_000)], 0) as [
      ReturnType<typeof binding>,
    ];
    expect(probe.target).toBe('stun:127.0.0.1:3478');
    const { localAddress, mappedAddress } = probe.result ?? {};
    expect((localAddress?.port ?? 0) % 2).toBe(1);
    expect((mappedAddress?.port ?? 1) % 2).toBe(0);
  });

  it('moves points in time, and leaves addresses and versions alone', () => {
    const error = {
      code: 'untrusted',
      message: 'ended at 2026-11-25 10:20:00 UTC, [::1]:3478',
    } as const;
    const [moved] = steadyProbes([answeredBinding('127.0.0.1', { error })], -24 * 3_600_000);
    expect(moved?.error?.message).toBe('ended at 2026-11-24 10:00:00 UTC, [::1]:3478');
    expect(moved?.result).toMatchObject({ software: 'Coturn-4.6.1' });
  });
});
