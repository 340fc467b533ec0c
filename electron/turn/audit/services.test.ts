import { describe, expect, it } from 'vitest';
import { servicesToAsk } from './services.ts';

const addresses = [{ address: '192.0.2.1', family: 'IPv4' }] as const;

function waysOf(own: Parameters<typeof servicesToAsk>[1]): string[] {
  return servicesToAsk(addresses, own).map(
    ({ transport, endpoint, isOwn }) => `${transport} ${endpoint.port}${isOwn ? ' own' : ''}`,
  );
}

describe('the ways in that are asked', () => {
  it('are the usual ones', () => {
    const usual = ['udp 3478', 'tcp 3478', 'tls 5349', 'tls 443', 'tcp 443', 'udp 443'];
    expect(waysOf([]).toSorted()).toEqual(usual.toSorted());
  });

  it('begin with those of the profile, and name none twice', () => {
    const ways = waysOf([
      { transport: 'tls', port: 443 },
      { transport: 'udp', port: 3478 },
    ]);
    expect(ways.slice(0, 2)).toEqual(['tls 443 own', 'udp 3478 own']);
    expect(new Set(ways).size).toBe(6);
  });

  it('are TCP as well where the profile names UDP at a port of its own', () => {
    expect(waysOf([{ transport: 'udp', port: 3500 }])).toContain('tcp 3500');
  });

  it('are bounded, whatever the profile names', () => {
    const own = Array.from({ length: 40 }, (_, n) => ({ transport: 'udp' as const, port: n + 1 }));
    expect(waysOf(own)).toHaveLength(6 + 6 + 6);
  });

  it('are asked at each address', () => {
    const both = [...addresses, { address: '2001:db8::1', family: 'IPv6' as const }];
    expect(servicesToAsk(both, [])).toHaveLength(12);
  });
});
