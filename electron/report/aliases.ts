import ipaddr from 'ipaddr.js';
import {
  type Redaction,
  type RedactionPart,
  type ReplacedKind,
  type ReplacedValue,
} from '../../shared/redaction.ts';
import { holdsAddress, isNoHost } from './host-words.ts';
import { makeAddressAlias } from './address-aliases.ts';
import { makePattern } from './name-pattern.ts';

/** A name that is replaced wherever it stands as a whole word, in any case. */
export interface KnownName {
  name: string;
  kind: ReplacedKind;
  alias: string;
}

export interface AliasTerms {
  redaction: Redaction;
  /** Hosts, also those without a dot or with letters beyond ASCII. */
  hosts: readonly string[];
  others: readonly KnownName[];
  /** No alias is given that stands in these texts. */
  texts: readonly string[];
}

const partOf: Record<ReplacedKind, RedactionPart> = {
  address: 'addresses',
  name: 'names',
  wifi: 'wifi',
  ticket: 'ticket',
};

/** A shorter name is a word of many texts, and says nothing about anybody. */
const minNameLength = 3;

/**
 * Replaces IP addresses and names in texts by aliases: the same value by the same alias, however often and wherever it
 * stands. An alias has the family and the reach of what it replaces, so that the report still makes sense: documentation
 * ranges (RFC 5737, RFC 3849) stand for public addresses. Loopback, unspecified, multicast and broadcast addresses say
 * nothing about anybody and stay.
 */
export class Aliases {
  readonly #redaction: Redaction;
  /** Values of the texts themselves, lest an alias be taken for one of them. */
  readonly #taken: ReadonlySet<string>;
  readonly #aliases = new Map<string, { alias: string; kind: ReplacedKind }>();
  readonly #counts = new Map<string, number>();
  readonly #replaced = new Map<string, ReplacedValue>();
  readonly #pattern: RegExp;

  constructor({ redaction, hosts, others, texts }: AliasTerms) {
    this.#redaction = redaction;
    const names = redaction.names
      ? hosts.filter((host) => !ipaddr.isValid(host) && host !== 'localhost')
      : [];
    const known = others.filter(
      ({ name, kind }) => redaction[partOf[kind]] && name.length >= minNameLength,
    );
    this.#pattern = makePattern([...known.map(({ name }) => name), ...names]);
    this.#taken = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(this.#pattern)].map(([found]) => found.toLowerCase()),
      ),
    );
    for (const { name, alias, kind } of known) {
      this.#aliases.set(name.toLowerCase(), { alias, kind });
    }
    for (const name of names) this.#aliasOfHost(name);
  }

  /** What was replaced, each value once, in the order in which it was found. */
  get replaced(): ReplacedValue[] {
    return [...this.#replaced.values()];
  }

  /** The text with every address and every name replaced. What is put in is not looked at again. */
  replace(text: string): string {
    return text.replace(this.#pattern, (found: string, ...rest: unknown[]) => {
      const alias = this.#aliasOf(found, rest.at(-1) as Partial<Record<string, string>>);
      // An IPv6 address may be followed by what is none; only the value itself is of interest.
      if (alias !== found) this.note(found, alias);
      return alias;
    });
  }

  /** Keeps a replacement that was not made by `replace` for the list. */
  note(from: string, to: string, kind: ReplacedKind = this.#kindOf(from)): void {
    if (!this.#replaced.has(from.toLowerCase())) {
      this.#replaced.set(from.toLowerCase(), { kind, from, to });
    }
  }

  #aliasOf(found: string, groups: Partial<Record<string, string>>): string {
    const { addresses, names } = this.#redaction;
    if (groups['part'] !== undefined) return addresses ? 'redacted' : found;
    if (groups['v6'] !== undefined) return this.#aliasOfIPv6(found);
    if (groups['v4'] !== undefined) return addresses ? this.#aliasOfIPv4(found) : found;
    const known = this.#aliases.get(found.toLowerCase());
    const { domain } = groups;
    if (known !== undefined || domain === undefined) return known?.alias ?? found;
    if (isNoHost(domain)) return found;
    if (!names && !(addresses && holdsAddress(domain))) return found;
    return this.#aliasOfMailbox(groups['user']) + this.#aliasOfHost(domain);
  }

  #aliasOfMailbox(user: string | undefined): string {
    if (user === undefined) return '';
    const name = user.slice(0, -1).toLowerCase();
    return `${this.#aliasFor(name, 'user', 'name', (n) => `user-${n}`)}@`;
  }

  #aliasOfHost(domain: string): string {
    const kind = this.#redaction.names ? 'name' : 'address';
    return this.#aliasFor(domain.toLowerCase(), 'host', kind, (n) => `host-${n}.example`);
  }

  #aliasOfIPv4(text: string): string {
    if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
    const { group, make } = makeAddressAlias(ipaddr.IPv4.parse(text));
    return make === null ? text : this.#aliasFor(text, group, 'address', make);
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
    // A zone is the name of an adapter.
    const known = zone === undefined ? undefined : this.#aliases.get(zone.toLowerCase());
    const suffix = zone === undefined ? '' : `%${known?.alias ?? zone}`;
    if (!this.#redaction.addresses) return address + suffix;
    if (parsed.isIPv4MappedAddress()) {
      return `::ffff:${this.#aliasOfIPv4(parsed.toIPv4Address().toString())}${suffix}`;
    }
    const { group, make } = makeAddressAlias(parsed);
    if (make === null) return address + suffix;
    // One address has many spellings.
    const key = parsed.toNormalizedString();
    return this.#aliasFor(key, group, 'address', make) + suffix;
  }

  #aliasFor(value: string, group: string, kind: ReplacedKind, make: (n: number) => string): string {
    const known = this.#aliases.get(value);
    if (known !== undefined) return known.alias;
    let alias: string;
    do {
      const n = (this.#counts.get(group) ?? 0) + 1;
      this.#counts.set(group, n);
      alias = make(n);
    } while (this.#taken.has(alias));
    this.#aliases.set(value, { alias, kind });
    return alias;
  }

  #kindOf(found: string): ReplacedKind {
    const known = this.#aliases.get(found.toLowerCase());
    if (known) return known.kind;
    return found.includes('@') ? 'name' : 'address';
  }
}
