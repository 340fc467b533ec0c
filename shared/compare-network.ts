import ipaddr from 'ipaddr.js';
import type { Change, ChangeDirection } from './change.ts';
import { adaptersOf, interfaceKind } from './interface-kind.ts';
import { isOutward } from './outward-interface.ts';
import type { Nat, NetworkInterface, ProbeResult, Report } from './report.ts';

/** From what lets most calls through to what lets none through. */
const natOrder: readonly Nat['rfc3489'][] = [
  'open-internet',
  'full-cone',
  'restricted-cone',
  'port-restricted-cone',
  'symmetric-udp-firewall',
  'symmetric',
];
const behaviourOrder: readonly string[] = [
  'none',
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
];

/** `hasNames`: names and addresses of the two reports mean the same things. */
export function compareNetworks(before: Report, after: Report, hasNames: boolean): Change[] {
  return [
    ...compareUdp(before, after),
    ...compareNats(before.nat, after.nat),
    ...(hasNames ? comparePublicAddresses(before.nat, after.nat) : []),
    ...compareInterfaces(before, after, hasNames),
  ];
}

function compareUdp(before: Report, after: Report): Change[] {
  const [from, to] = [udpOf(before), udpOf(after)];
  if (!from || !to || from === to) return [];
  const direction = to === 'works' ? 'better' : 'worse';
  return [{ kind: 'udp', subject: '', before: from, after: to, direction }];
}

/** `null` where no server was asked over UDP, or none to the end. */
function udpOf({ nat, findings, probes }: Report): 'works' | 'blocked' | null {
  if (probes.some(cameBackOverUdp)) return 'works';
  const isBlocked =
    nat.rfc3489 === 'udp-blocked' || findings.some(({ code }) => /^udp-.*blocked/.test(code));
  return isBlocked ? 'blocked' : null;
}

function cameBackOverUdp({ kind, transport, status }: ProbeResult): boolean {
  return (
    (kind === 'stun.binding' || kind === 'turn.allocate') &&
    transport === 'udp' &&
    status === 'passed'
  );
}

function compareNats(before: Nat, after: Nat): Change[] {
  return [
    ...betweenKnown(before.rfc3489, after.rfc3489, natOrder).map(
      (change) => ({ kind: 'nat', ...change }) as const,
    ),
    ...betweenKnown(before.mapping, after.mapping, behaviourOrder).map(
      (change) => ({ kind: 'mapping', ...change }) as const,
    ),
    ...betweenKnown(before.filtering, after.filtering, behaviourOrder).map(
      (change) => ({ kind: 'filtering', ...change }) as const,
    ),
  ];
}

interface Step<Name> {
  subject: string;
  before: Name;
  after: Name;
  direction: ChangeDirection;
}

/** A change where both names stand in the order, from the best to the worst. */
function betweenKnown<Name extends string>(
  before: Name,
  after: Name,
  order: readonly string[],
): Step<Name>[] {
  const [from, to] = [order.indexOf(before), order.indexOf(after)];
  if (from < 0 || to < 0 || from === to) return [];
  return [{ subject: '', before, after, direction: to > from ? 'worse' : 'better' }];
}

function comparePublicAddresses(before: Nat, after: Nat): Change[] {
  const [from, to] = [before.publicAddress, after.publicAddress];
  if (!from || !to || from.family !== to.family || from.address === to.address) return [];
  const addresses = { before: from.address, after: to.address };
  return [{ kind: 'public-address', subject: '', ...addresses, direction: 'neutral' }];
}

function compareInterfaces(before: Report, after: Report, hasNames: boolean): Change[] {
  const [from, to] = [interfacesOf(before), interfacesOf(after)];
  if (!from || !to) return [];
  return [
    ...compareVpns(from, to),
    ...compareAdapters(from, to),
    ...(hasNames ? compareSubnets(from, to) : []),
    ...compareIpv6(from, to),
  ];
}

function interfacesOf({ probes }: Report): NetworkInterface[] | null {
  const probe = probes.find(({ kind }) => kind === 'local.interfaces');
  return probe?.kind === 'local.interfaces' ? (probe.result?.interfaces ?? null) : null;
}

function compareVpns(from: NetworkInterface[], to: NetworkInterface[]): Change[] {
  const [before, after] = [adaptersOf(from, 'vpn'), adaptersOf(to, 'vpn')];
  if (before.join() === after.join()) return [];
  return [{ kind: 'vpn', subject: '', before, after, direction: 'neutral' }];
}

function compareAdapters(from: NetworkInterface[], to: NetworkInterface[]): Change[] {
  const [earlier, later] = [adaptersOf(from, 'ordinary'), adaptersOf(to, 'ordinary')];
  const before = earlier.filter((name) => !later.includes(name));
  const after = later.filter((name) => !earlier.includes(name));
  if (before.length === 0 && after.length === 0) return [];
  return [{ kind: 'adapter', subject: '', before, after, direction: 'neutral' }];
}

/** Of adapters that are in both checks: another adapter is another network in any case. */
function compareSubnets(from: NetworkInterface[], to: NetworkInterface[]): Change[] {
  const shared = new Set(to.map(({ name }) => name));
  const common = from.filter(({ name }) => shared.has(name)).map(({ name }) => name);
  const [before, after] = [subnetsOf(from, common), subnetsOf(to, common)];
  // A second address beside the known one leads to no other network.
  if (before.length === 0 || after.length === 0) return [];
  if (before.some((subnet) => after.includes(subnet))) return [];
  return [{ kind: 'local-network', subject: '', before, after, direction: 'neutral' }];
}

function subnetsOf(interfaces: NetworkInterface[], names: readonly string[]): string[] {
  const subnets = interfaces
    .filter(
      (one) =>
        one.family === 'IPv4' &&
        isOutward(one) &&
        interfaceKind(one.name) === 'ordinary' &&
        names.includes(one.name),
    )
    .flatMap(({ address, prefixLength }) => {
      const isSubnet = prefixLength !== null && prefixLength <= 32 && ipaddr.IPv4.isValid(address);
      return isSubnet ? subnetOf(`${address}/${prefixLength}`, prefixLength) : [];
    });
  return [...new Set(subnets)].sort();
}

function subnetOf(cidr: string, prefixLength: number): string {
  return `${ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()}/${prefixLength}`;
}

function compareIpv6(from: NetworkInterface[], to: NetworkInterface[]): Change[] {
  const [before, after] = [hasIpv6(from), hasIpv6(to)];
  if (before === after) return [];
  return [{ kind: 'ipv6', subject: '', before, after, direction: after ? 'better' : 'worse' }];
}

function hasIpv6(interfaces: NetworkInterface[]): boolean {
  return interfaces.some(({ family, scope }) => family === 'IPv6' && scope === 'global');
}
