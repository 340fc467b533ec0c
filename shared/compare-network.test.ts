import { describe, expect, it } from 'vitest';
import { compareReports } from './compare.ts';
import type { NetworkInterface, Report } from './report.ts';
import { exampleReport } from './testing/example-report.ts';
import { adapters, answeredBinding, failedBinding } from './testing/probes.ts';

const host = 'stun.example.org:3478';

function adapter(name: string, overrides: Partial<NetworkInterface> = {}): NetworkInterface {
  const address = { address: '192.168.77.2', prefixLength: 24 } as const;
  return { name, family: 'IPv4', scope: 'private', ...address, ...overrides };
}

function withAdapters(...interfaces: NetworkInterface[]): Report {
  return exampleReport({ probes: [{ ...adapters(), result: { interfaces } }] });
}

const redacted: Partial<Report> = { session: { ...exampleReport().session, redacted: true } };

describe('comparing networks', () => {
  it.each(['tun0', 'utun4', 'wg0', 'ppp0', 'tap1', 'ipsec0', 'OpenVPN Wintun', 'Tailscale'])(
    'takes the adapter %s for a VPN',
    (name) => {
      const wired = adapter('eth0');
      const tunnel = adapter(name, { address: '10.8.0.2' });
      expect(compareReports(withAdapters(wired), withAdapters(wired, tunnel))).toEqual([
        { kind: 'vpn', subject: '', before: [], after: [name], direction: 'neutral' },
      ]);
      expect(compareReports(withAdapters(wired, tunnel), withAdapters(wired))).toMatchObject([
        { kind: 'vpn', before: [name], after: [] },
      ]);
    },
  );

  it.each(['docker0', 'br-4f2a', 'vEthernet (WSL)', 'virbr0'])(
    'says nothing of the network inside this computer that is called %s',
    (name) => {
      const wired = adapter('eth0');
      const inside = adapter(name, { address: '172.17.0.1' });
      expect(compareReports(withAdapters(wired), withAdapters(wired, inside))).toEqual([]);
    },
  );

  it('says nothing of a tunnel without an address that leads anywhere, as every macOS has', () => {
    const wired = adapter('en0');
    const idle = adapter('utun0', { address: 'fe80::1', family: 'IPv6', scope: 'link-local' });
    expect(compareReports(withAdapters(wired), withAdapters(wired, idle))).toEqual([]);
  });

  it('tells another adapter, and not that its network is another one, too', () => {
    const wifi = adapter('wlan0', { address: '10.0.0.7' });
    expect(compareReports(withAdapters(adapter('eth0')), withAdapters(wifi))).toEqual([
      { kind: 'adapter', subject: '', before: ['eth0'], after: ['wlan0'], direction: 'neutral' },
    ]);
  });

  it('tells another local network behind the same adapter', () => {
    const [home, office] = [adapter('wlan0'), adapter('wlan0', { address: '10.1.2.3' })];
    expect(compareReports(withAdapters(home), withAdapters(office))).toMatchObject([
      { kind: 'local-network', before: ['192.168.77.0/24'], after: ['10.1.2.0/24'] },
    ]);
    const sameNetwork = adapter('wlan0', { address: '192.168.77.90' });
    expect(compareReports(withAdapters(home), withAdapters(sameNetwork))).toEqual([]);
  });

  it('tells that public IPv6 came or went', () => {
    const ipv6 = adapter('eth0', { address: '2001:db8::7', family: 'IPv6', scope: 'global' });
    const [without, has] = [withAdapters(adapter('eth0')), withAdapters(adapter('eth0'), ipv6)];
    expect(compareReports(without, has)).toMatchObject([{ kind: 'ipv6', direction: 'better' }]);
    expect(compareReports(has, without)).toMatchObject([{ kind: 'ipv6', direction: 'worse' }]);
  });

  it('says nothing about adapters where one of the checks did not look at them', () => {
    const looked = withAdapters(adapter('eth0'));
    const didNot = exampleReport({ probes: [{ ...adapters(), status: 'skipped', result: null }] });
    expect(compareReports(looked, didNot)).toEqual([]);
    expect(compareReports(looked, exampleReport({ probes: [] }))).toEqual([]);
  });

  it('calls UDP blocked where it worked before, and does not where no server was asked to the end', () => {
    const { nat } = exampleReport();
    const works = exampleReport({ probes: [answeredBinding(host)], nat });
    const blocked = exampleReport({
      probes: [failedBinding(host, 'timeout')],
      nat: { ...nat, rfc3489: 'udp-blocked', publicAddress: null },
    });
    const stopped = exampleReport({ probes: [failedBinding(host, 'cancelled')] });
    const kinds = (before: Report, after: Report) =>
      compareReports(before, after).map(({ kind }) => kind);
    expect(kinds(works, blocked)).toEqual(['udp', 'server']);
    expect(kinds(blocked, works)).toEqual(['udp', 'server']);
    expect(kinds(works, stopped)).toEqual([]);
  });

  it('tells how the router changed in words of RFC 5780 after the name of RFC 3489', () => {
    const { nat } = exampleReport();
    const cone = {
      ...nat,
      rfc3489: 'full-cone',
      mapping: 'endpoint-independent',
      filtering: 'endpoint-independent',
    } as const;
    const symmetric = {
      ...nat,
      rfc3489: 'symmetric',
      mapping: 'address-and-port-dependent',
      filtering: 'address-and-port-dependent',
    } as const;
    const changes = compareReports(exampleReport({ nat: cone }), exampleReport({ nat: symmetric }));
    expect(changes.map(({ kind, direction }) => [kind, direction])).toEqual([
      ['nat', 'worse'],
      ['mapping', 'worse'],
      ['filtering', 'worse'],
    ]);
  });

  it('compares no addresses with those of a redacted report, whose aliases are its own', () => {
    const { nat } = exampleReport();
    const publicAddress = { address: 'address-1', port: 1, family: 'IPv4' } as const;
    const shared = exampleReport({ ...redacted, nat: { ...nat, publicAddress } });
    expect(compareReports(exampleReport(), shared)).toEqual([]);
  });
});
