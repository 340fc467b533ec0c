import ipaddr from 'ipaddr.js';
import { probeKinds } from '../../shared/report.ts';

/** What is replaced beside addresses and host names with a dot. Found as whole words, in any case. */
export interface KnownNames {
  /** Hosts, also those without a dot or with letters beyond ASCII. */
  hosts: readonly string[];
  /** Other names, each with its alias. */
  others: ReadonlyMap<string, string>;
}

/**
 * Replaces IP addresses and names in texts by aliases: the same value by the same alias, however often and wherever it
 * stands. An alias has the family and the reach of what it replaces, so that the report still makes sense: documentation
 * ranges (RFC 5737, RFC 3849) stand for public addresses. Loopback, unspecified, multicast and broadcast addresses say
 * nothing about anybody and stay.
 */
export class Aliases {
  /** Values of the texts themselves, lest an alias be taken for one of them. */
  readonly #taken: ReadonlySet<string>;
  readonly #aliases = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #pattern: RegExp;

  /** `texts` are all that will be replaced. */
  constructor({ hosts, others }: KnownNames, texts: readonly string[]) {
    const names = hosts.filter((host) => !ipaddr.isValid(host) && host !== 'localhost');
    this.#pattern = makePattern([...others.keys(), ...names]);
    this.#taken = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(this.#pattern)].map(([found]) => found.toLowerCase()),
      ),
    );
    for (const [name, alias] of others) this.#aliases.set(name.toLowerCase(), alias);
    for (const name of names) this.#aliasOfDomain(name);
  }

  /** The text with every address and every name replaced. What is put in is not looked at again. */
  replace(text: string): string {
    return text.replace(
      this.#pattern,
      (found: string, domain?: string, v6?: string, v4?: string) => {
        if (v6 !== undefined) return this.#aliasOfIPv6(found);
        if (v4 !== undefined) return this.#aliasOfIPv4(found);
        const known = this.#aliases.get(found.toLowerCase());
        if (known !== undefined || domain === undefined) return known ?? found;
        return this.#aliasOfDomain(found);
      },
    );
  }

  #aliasOfDomain(domain: string): string {
    if (notDomains.has(domain.toLowerCase())) return domain;
    return this.#aliasFor(domain.toLowerCase(), 'host', (n) => `host-${n}.example`);
  }

  #aliasOfIPv4(text: string): string {
    if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
    const range = ipaddr.IPv4.parse(text).range();
    const make = ipv4Aliases[range];
    if (make === undefined) return this.#aliasFor(text, 'IPv4', publicIPv4);
    return make === null ? text : this.#aliasFor(text, range, make);
  }

  /** `text` may have a port, a dot or a colon too many at its end, which a text without brackets leaves open. */
  #aliasOfIPv6(text: string): string {
    let address = text;
    while (!ipaddr.IPv6.isValid(address)) {
      const shorter = address.replace(/(?:%.*|[:.]?[^:.]*)$/, '');
      if (!shorter.includes(':') || shorter === address) return text;
      address = shorter;
    }
    return this.#aliasOfValidIPv6(address) + text.slice(address.length);
  }

  #aliasOfValidIPv6(text: string): string {
    const [address = '', zone] = text.split('%');
    const parsed = ipaddr.IPv6.parse(address);
    const suffix = zone === undefined ? '' : `%${zone}`;
    if (parsed.isIPv4MappedAddress()) {
      return `::ffff:${this.#aliasOfIPv4(parsed.toIPv4Address().toString())}${suffix}`;
    }
    const range = parsed.range();
    const make = ipv6Aliases[range];
    if (make === null) return text;
    // One address has many spellings.
    const key = parsed.toNormalizedString();
    return this.#aliasFor(key, make ? range : 'IPv6', make ?? publicIPv6) + suffix;
  }

  #aliasFor(value: string, group: string, make: (n: number) => string): string {
    const known = this.#aliases.get(value);
    if (known !== undefined) return known;
    let alias: string;
    do {
      const n = (this.#counts.get(group) ?? 0) + 1;
      this.#counts.set(group, n);
      alias = make(n);
    } while (this.#taken.has(alias));
    this.#aliases.set(value, alias);
    return alias;
  }
}

/** Dots in names that stand in every report and are no host's. */
const notDomains: ReadonlySet<string> = new Set(probeKinds);

/**
 * Groups: a host name with a dot, what may be an IPv6 address, an IPv4 address; then the known names. Addresses come
 * before names, so that a ticket "7" does not tear one apart, and host names before addresses, because
 * `5.2.0.192.in-addr.arpa` begins like one. Boundaries are those of ASCII: Chinese puts no space around a name.
 */
function makePattern(names: readonly string[]): RegExp {
  // Bounds of RFC 1035, and of the longest names in use (ip6.arpa): without them, made-up text takes minutes.
  const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
  const known = names
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .map((name) => `${startOf(name)}${escapePattern(name)}${endOf(name)}`);
  return new RegExp(
    [
      `(?<![a-z0-9_-])((?:${label}\\.){1,40}[a-z][a-z0-9-]{0,61}[a-z0-9])(?![a-z0-9_-])`,
      '(?<![a-z0-9_.])([0-9a-f]*:[0-9a-f]*:[0-9a-f:.]{0,60}(?:%[a-z0-9_.-]{1,60})?)',
      '(?<![\\d.])((?:\\d{1,3}\\.){3}\\d{1,3})(?!\\d|\\.\\d)',
      ...known,
    ].join('|'),
    'giu',
  );
}

const startOf = (name: string) => (/^\w/.test(name) ? '(?<![a-z0-9_])' : '');
const endOf = (name: string) => (/\w$/.test(name) ? '(?![a-z0-9_])' : '');

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** By the ranges of ipaddr.js; `null`: kept. What is not listed is public. */
const ipv4Aliases: Record<string, ((n: number) => string) | null> = {
  private: (n) => `10.0.${octets(n)}`,
  linkLocal: (n) => `169.254.${octets(n)}`,
  carrierGradeNat: (n) => `100.64.${octets(n)}`,
  loopback: null,
  unspecified: null,
  broadcast: null,
  multicast: null,
};

const ipv6Aliases: Record<string, ((n: number) => string) | null> = {
  uniqueLocal: (n) => `fd00::${n.toString(16)}`,
  linkLocal: (n) => `fe80::${n.toString(16)}`,
  loopback: null,
  unspecified: null,
  multicast: null,
};

function publicIPv6(n: number): string {
  return `2001:db8::${n.toString(16)}`;
}

/** The three documentation networks, and beyond them the range for benchmarks (RFC 2544), which nobody has either. */
function publicIPv4(n: number): string {
  const network = ['192.0.2', '198.51.100', '203.0.113'][Math.floor((n - 1) / 254)];
  return network ? `${network}.${((n - 1) % 254) + 1}` : `198.18.${octets(n)}`;
}

function octets(n: number): string {
  return `${Math.floor(n / 256) % 256}.${n % 256}`;
}
