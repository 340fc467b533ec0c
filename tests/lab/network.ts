import { clientNet, outsideNet, serverAddresses, sharedNet, type Net } from './addresses.ts';
import { namespaceOf, type Machine } from './instance.ts';
import { isUntranslated, type LabType } from './lab-types.ts';
import { onMachine } from './namespaces.ts';
import { rulesetsOf } from './rulesets.ts';
import { runTool } from './run-tool.ts';

/** Two machines side by side. Their interfaces are made in their namespaces, so that labs do not share names. */
interface Link {
  inner: Machine;
  outer: Machine;
  net: Net;
}

function linksOf(type: LabType): Link[] {
  const first: Link = { inner: 'client', outer: 'router', net: clientNet(type) };
  if (type !== 'double-nat')
    return [first, { inner: 'router', outer: 'internet', net: outsideNet }];
  return [
    first,
    { inner: 'router', outer: 'carrier', net: sharedNet },
    { inner: 'carrier', outer: 'internet', net: outsideNet },
  ];
}

/** Makes the machines of a lab with their links, addresses and routes; the routers do not translate yet. */
export function buildNetwork(instance: string, type: LabType): void {
  const links = linksOf(type);
  const all = [...new Set(links.flatMap(({ inner, outer }) => [inner, outer]))];
  for (const machine of all) {
    runTool('ip', ['netns', 'add', namespaceOf(instance, machine)]);
    configure(instance, machine, ['link set lo up']);
    set(instance, machine, 'ipv6/conf/all/disable_ipv6', 1);
    // Set by some distributions; what is hairpinned fails it.
    set(instance, machine, 'ipv4/conf/all/rp_filter', 0);
  }
  for (const link of links) addLink(instance, link);
  set(instance, 'router', 'ipv4/ip_forward', 1);
  if (type === 'double-nat') set(instance, 'carrier', 'ipv4/ip_forward', 1);
  configure(instance, 'internet', [
    ...serverAddresses.map((address) => `addr add ${address}/32 dev lo`),
    ...(isUntranslated(type)
      ? [`route add ${clientNet(type).subnet} via ${outsideNet.client}`]
      : []),
  ]);
}

/** The inner machine looks outside through the interface wan0 (the client: lan0), the outer one inside through lan0. */
function addLink(instance: string, { inner, outer, net }: Link): void {
  const towardsOuter = inner === 'client' ? 'lan0' : 'wan0';
  const towardsInner = outer === 'internet' ? 'wan0' : 'lan0';
  runTool('ip', [
    ...['link', 'add', towardsOuter, 'netns', namespaceOf(instance, inner), 'type', 'veth'],
    ...['peer', 'name', towardsInner, 'netns', namespaceOf(instance, outer)],
  ]);
  configure(instance, outer, [
    `addr add ${net.router}/${net.prefix} dev ${towardsInner}`,
    `link set ${towardsInner} up`,
  ]);
  configure(instance, inner, [
    `addr add ${net.client}/${net.prefix} dev ${towardsOuter}`,
    `link set ${towardsOuter} up`,
    `route add default via ${net.router}`,
  ]);
}

function configure(instance: string, machine: Machine, lines: readonly string[]): void {
  runTool('ip', ['-n', namespaceOf(instance, machine), '-batch', '-'], `${lines.join('\n')}\n`);
}

/** A kernel setting of one machine, as its path under /proc/sys/net. */
function set(instance: string, machine: Machine, name: string, value: number): void {
  const command = ['sh', '-c', `echo ${value} >/proc/sys/net/${name}`];
  runTool('ip', onMachine(instance, machine, command));
}

/**
 * Gives the routers the rules of the type. They forget every mapping if `zone` (1 to 65535) was not used before in this
 * lab: the tracked connections of another zone count no longer.
 */
export function loadRules(instance: string, type: LabType, zone: number): void {
  const { router, carrier } = rulesetsOf(type, zone);
  runTool('ip', onMachine(instance, 'router', ['nft', '-f', '-']), router);
  if (carrier === null) return;
  runTool('ip', onMachine(instance, 'carrier', ['nft', '-f', '-']), carrier);
}
