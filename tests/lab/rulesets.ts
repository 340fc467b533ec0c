import { clientNet, natPmpPort, outsideNet } from './addresses.ts';
import type { LabType } from './lab-types.ts';

/** The rules of the lab's routers, for `nft -f`. Only a double NAT has the carrier's router. */
export interface Rulesets {
  router: string;
  carrier: string | null;
}

/** How long the router of the type `short-lifetime` keeps a mapping that nobody uses: longer than one transaction. */
export const shortLifetimeSec = 8;

/** Name of the counter of the client's UDP packets. */
export const sentCounter = 'sent';

/** RFC 4787 asks for at least 2 minutes; runs of the lab are shorter, and each begins with none. */
const mappingLifetimeSec = 120;

/** `zone` (1 to 65535): entries of the connection tracking count in their own zone only. */
export function rulesetsOf(type: LabType, zone: number): Rulesets {
  return {
    router: table(zone, behaviours[type]),
    carrier: type === 'double-nat' ? table(zone, behaviours['port-restricted-cone']) : null,
  };
}

function table(zone: number, chains: readonly string[]): string {
  const rules = [counter, arriving(zone), input, ...chains];
  return ['flush ruleset', 'table ip lab {', ...rules, '}', ''].join('\n');
}

/** What the client has sent over UDP since the rules were loaded. */
const counter = `  counter ${sentCounter} { }`;

function arriving(zone: number): string {
  return chain('arriving', 'filter hook prerouting priority raw', [
    `ct zone set ${zone}`,
    `iifname "lan0" meta l4proto udp counter name "${sentCounter}"`,
  ]);
}

// What comes unasked must not get through to the router itself: its entries would take up ports and shift later mappings.
const input = chain('input', 'filter hook input priority filter; policy drop', [
  'icmp type echo-request accept',
  `iifname "lan0" udp dport ${natPmpPort} accept`,
]);

function chain(name: string, hook: string, rules: readonly string[]): string {
  const lines = [`type ${hook}`, ...rules].map((line) => `    ${line}`);
  return [`  chain ${name} {`, ...lines, '  }'].join('\n');
}

function forward(...first: string[]): string {
  return chain('forward', 'filter hook forward priority filter; policy drop', [
    ...first,
    'ct state established,related accept',
    'iifname "lan0" accept',
    'ct status dnat accept',
  ]);
}

/** Linux keeps the port where it is free, one for all peers, and lets only the peer's address and port answer. */
function outward(...first: string[]): string {
  return chain('outward', 'nat hook postrouting priority srcnat', [
    ...first,
    'oifname "wan0" masquerade',
  ]);
}

const portRestricted = [forward(), outward()];

/** Ports that the client sends from: the mapped ones too, as they are kept. */
const mapped = `  map mapped {
    type inet_service : ipv4_addr
    flags dynamic,timeout
    timeout ${mappingLifetimeSec}s
  }`;

/** Ports that the client sends from, with the addresses that it sends to. */
const asked = `  set asked {
    type inet_service . ipv4_addr
    flags dynamic,timeout
    timeout ${mappingLifetimeSec}s
  }`;

function learn(...updates: string[]): string {
  const rules = updates.map((update) => `iifname "lan0" meta l4proto udp ${update}`);
  return chain('learn', 'filter hook forward priority filter - 1', rules);
}

const learnMapped = 'update @mapped { udp sport : ip saddr }';

/** Lets in what Linux alone would filter: `which` selects it. */
function inward(which: string): string {
  return chain('inward', 'nat hook prerouting priority dstnat', [
    `ip daddr ${outsideNet.client} ${which} dnat to udp dport map @mapped`,
  ]);
}

/**
 * What some routers do to payloads: wherever an aligned word is the public address, they put the client's. That hits
 * MAPPED-ADDRESS, and not XOR-MAPPED-ADDRESS. Checksums need no repair: between virtual interfaces they are not
 * computed.
 */
function rewriting(): string {
  const [from, to] = [outsideNet.client, clientNet('alg').client].map(hexWord);
  const stunHeaderLength = 20;
  const udpHeaderLength = 8;
  const rules = Array.from({ length: 32 }, (_, word) => {
    const place = `@th,${8 * (udpHeaderLength + stunHeaderLength + 4 * word)},32`;
    return `iifname "wan0" meta l4proto udp ${place} ${from} ${place} set ${to}`;
  });
  return chain('rewriting', 'filter hook forward priority filter - 1', rules);
}

function hexWord(address: string): string {
  return `0x${Buffer.from(address.split('.').map(Number)).toString('hex')}`;
}

const shortTimeout = `  ct timeout short {
    protocol udp
    l3proto ip
    policy = { unreplied : ${shortLifetimeSec}, replied : ${shortLifetimeSec} }
  }`;

/** What makes each type what it is named for. */
const behaviours: Record<LabType, readonly string[]> = {
  open: [chain('forward', 'filter hook forward priority filter', ['accept'])],
  'full-cone': [
    mapped,
    learn(learnMapped),
    forward(),
    inward('iifname "wan0" meta l4proto udp'),
    outward(),
  ],
  'restricted-cone': [
    mapped,
    asked,
    learn(learnMapped, 'update @asked { udp sport . ip daddr }'),
    forward(),
    inward('iifname "wan0" udp dport . ip saddr @asked'),
    outward(),
  ],
  'port-restricted-cone': portRestricted,
  // A port of its own for each peer, never the client's.
  symmetric: [forward(), outward('oifname "wan0" masquerade random,fully-random')],
  'symmetric-udp-firewall': [forward()],
  'udp-blocked': [forward('meta l4proto udp drop'), outward()],
  'udp-and-tcp-blocked': [forward('meta l4proto { udp, tcp } drop'), outward()],
  'double-nat': portRestricted,
  // What comes from inside to a mapped address goes to its client, and shows the sender's mapped address (RFC 4787, 6).
  hairpin: [
    mapped,
    learn(learnMapped),
    forward(),
    inward('iifname "lan0" meta l4proto udp'),
    outward(`oifname "lan0" ct status dnat snat to ${outsideNet.client}`),
  ],
  alg: [rewriting(), ...portRestricted],
  // An even port stays even and an odd one odd, but none stays the same.
  'port-parity': [
    forward(),
    outward(`oifname "wan0" meta l4proto udp snat to ${outsideNet.client} : udp sport ^ 0x0100`),
  ],
  'short-lifetime': [
    shortTimeout,
    chain('lifetime', 'filter hook forward priority filter - 1', [
      'meta l4proto udp ct timeout set "short"',
    ]),
    ...portRestricted,
  ],
};
