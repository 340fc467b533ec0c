import type { Nat } from '../../shared/report.ts';
import { publicAddress } from './addresses.ts';
import type { LabType } from './lab-types.ts';
import { shortLifetimeSec } from './rulesets.ts';

/** What the report's `nat` has to say in a lab. A member that is missing here is not compared. */
export interface ExpectedNat {
  mapping: Nat['mapping'];
  filtering: Nat['filtering'];
  rfc3489: Nat['rfc3489'];
  /** Without its port: that is another one each time. */
  publicAddress: string | null;
  portPreservation?: boolean;
  alg?: boolean;
  cgnat?: boolean;
  hairpinning?: boolean;
  /** The longest silence that was tried and survived: a search has steps. */
  bindingLifetimeSec?: { min: number; max: number };
}

type Behaviour = Pick<ExpectedNat, 'mapping' | 'filtering' | 'rfc3489'>;

const blocked: Behaviour = { mapping: 'unknown', filtering: 'unknown', rfc3489: 'udp-blocked' };
const portRestricted: Behaviour = {
  mapping: 'endpoint-independent',
  filtering: 'address-and-port-dependent',
  rfc3489: 'port-restricted-cone',
};

const behaviours: Record<LabType, Behaviour & Partial<ExpectedNat>> = {
  open: { mapping: 'none', filtering: 'endpoint-independent', rfc3489: 'open-internet' },
  'full-cone': {
    mapping: 'endpoint-independent',
    filtering: 'endpoint-independent',
    rfc3489: 'full-cone',
    portPreservation: true,
    alg: false,
  },
  'restricted-cone': {
    mapping: 'endpoint-independent',
    filtering: 'address-dependent',
    rfc3489: 'restricted-cone',
    portPreservation: true,
    alg: false,
  },
  'port-restricted-cone': { ...portRestricted, portPreservation: true, alg: false },
  symmetric: {
    mapping: 'address-and-port-dependent',
    filtering: 'address-and-port-dependent',
    rfc3489: 'symmetric',
    portPreservation: false,
    alg: false,
  },
  'symmetric-udp-firewall': {
    mapping: 'none',
    filtering: 'address-and-port-dependent',
    rfc3489: 'symmetric-udp-firewall',
  },
  'udp-blocked': blocked,
  'udp-and-tcp-blocked': blocked,
  'double-nat': { ...portRestricted, cgnat: true },
  hairpin: { ...portRestricted, hairpinning: true },
  alg: { ...portRestricted, alg: true },
  'port-parity': { ...portRestricted, portPreservation: false },
  'short-lifetime': {
    ...portRestricted,
    bindingLifetimeSec: { min: shortLifetimeSec - 2, max: shortLifetimeSec },
  },
};

export function expectedNat(type: LabType): ExpectedNat {
  const behaviour = behaviours[type];
  const isBlocked = behaviour.rfc3489 === 'udp-blocked';
  return { publicAddress: isBlocked ? null : publicAddress(type), ...behaviour };
}

/** What is wrong with the verdict, one line for each member; empty where it is right. */
export function differences(nat: Nat, expected: ExpectedNat): string[] {
  const { publicAddress: address, bindingLifetimeSec: lifetime, ...plain } = expected;
  const wrong = Object.entries(plain)
    .filter(([name, value]) => nat[name as keyof typeof plain] !== value)
    .map(([name, value]) => lineOf(name, nat[name as keyof typeof plain], value));
  const seenAddress = nat.publicAddress?.address ?? null;
  if (seenAddress !== address) wrong.push(lineOf('publicAddress', seenAddress, address));
  if (lifetime && !isBetween(nat.bindingLifetimeSec, lifetime)) {
    wrong.push(lineOf('bindingLifetimeSec', nat.bindingLifetimeSec, lifetime));
  }
  return wrong;
}

function isBetween(value: number | null, { min, max }: { min: number; max: number }): boolean {
  return value !== null && value >= min && value <= max;
}

function lineOf(name: string, seen: unknown, expected: unknown): string {
  return `${name} is ${JSON.stringify(seen)}, not ${JSON.stringify(expected)}`;
}
