import type { ProbeResult, Report } from '../../shared/report.ts';
import { parseServerUri } from '../../shared/uri.ts';
import type { KnownName } from './aliases.ts';
import { mapStrings } from './map-strings.ts';
import { isSystemAdapter } from './adapter-names.ts';

/** Profiles that every installation has: their names say nothing about anybody. */
export const publicProfiles: ReadonlySet<string> = new Set(['default', 'custom']);

/** Hosts of every server URI; a finding's subject may name several. */
export function hostsOf({ probes, findings }: Report): string[] {
  const uris = [
    ...probes.map(({ target }) => target),
    ...findings.flatMap(({ subject }) => subject.split(/[,\s]+/)),
  ];
  const hosts = uris.flatMap((text) => {
    const parsed = parseServerUri(text);
    return parsed.ok ? parsed.uri.host : [];
  });
  return [...new Set(hosts)];
}

/** Every name of the report that is no host's, with its alias; the first one of a name counts. */
export function namesOf(report: Report, userName?: string): KnownName[] {
  const { profile, ticket, note, host } = report.session;
  return [
    ...[ticket, note].flatMap((name) =>
      name === undefined ? [] : [{ name, kind: 'ticket', alias: 'ticket' } as const],
    ),
    ...hostNames(host.hostname),
    ...(publicProfiles.has(profile) ? [] : [{ name: profile, kind: 'name', alias: 'profile' }]),
    ...numbered(userNames(report, userName), 'name', 'user'),
    ...numbered(organisations(report), 'name', 'organisation'),
    ...numbered(networkNames(report), 'wifi', 'network'),
  ] as KnownName[];
}

/** The name itself and, of one with a domain, its first part. */
function hostNames(hostname: string): KnownName[] {
  const [first = ''] = hostname.split('.');
  const names = /^\d*$/.test(first) ? [hostname] : [hostname, first];
  return names.map((name) => ({ name, kind: 'name', alias: 'this-computer' }));
}

function numbered(names: Iterable<string>, kind: KnownName['kind'], word: string): KnownName[] {
  return [...new Set(names)].map((name, i) => ({ name, kind, alias: `${word}-${i + 1}` }));
}

/** Accounts that many computers have. */
const commonUsers =
  /^(?:root|admin|administrator|user|owner|guest|public|default|shared|all users|home)$/i;

/** Folders of users, as Windows, macOS and Linux write them. */
const userFolder =
  /(?:\\Users\\([^\\/:*?"<>|\r\n]+)(?=\\)|\\Users\\([^\\/:*?"<>|\s]+)|\/(?:home|Users)\/([^/\s:"'<>|]+))/gi;

/** People whose folders the texts name, and the one at this computer. */
function userNames(report: Report, userName: string | undefined): string[] {
  const names = textsOf(report).flatMap((text) =>
    [...text.matchAll(userFolder)].map(
      ([, spaced, windows, unix]) => spaced ?? windows ?? unix ?? '',
    ),
  );
  return [...(userName === undefined ? [] : [userName]), ...names].filter(
    (name) => name !== '' && !commonUsers.test(name),
  );
}

/** Realms that say nothing, because software comes with them. */
const commonRealms =
  /^(?:turn|stun|realm|default|coturn|webrtc|relay|callpath|localhost|none|example)$/i;

/** Realms that are no host names, and what certificates say about whom they belong to. */
function organisations({ probes }: Report): string[] {
  const names: string[] = [];
  mapStrings(probes as ProbeResult[], (text, member) => {
    if (member === 'realm') names.push(text);
    if (member === 'subject') names.push(...distinguishedNames(text));
    return text;
  });
  return names.filter((name) => name.length >= 4 && !commonRealms.test(name) && !isHostLike(name));
}

/** Values of `O`, `OU`, `CN`, `L` and `ST` of a subject, which OpenSSL separates by line breaks and others by commas. */
function distinguishedNames(subject: string): string[] {
  return [
    ...subject.matchAll(/(?:^|[,\n/+])\s*(?:O|OU|CN|L|ST|street|emailAddress)=([^,\n+]+)/gi),
  ].map(([, value = '']) => value.trim());
}

/** Those are replaced as hosts and as addresses. */
function isHostLike(name: string): boolean {
  return /^\S+\.\S+$/.test(name) || name.includes(':');
}

/**
 * Connections that somebody named: a VPN is called after the house that it leads to, and a Wi-Fi that is an adapter of its
 * own after itself. No test asks for the name of a Wi-Fi, so there is no other place for one.
 */
function networkNames({ probes, findings }: Report): string[] {
  const adapters = probes.flatMap((probe) =>
    probe.kind === 'local.interfaces'
      ? (probe.result?.interfaces ?? []).map(({ name }) => name)
      : [],
  );
  // One that came up during the check is in no test.
  const changed = findings.flatMap(({ code, subject }) =>
    code.startsWith('network-changed') ? subject.split(', ') : [],
  );
  return [...adapters, ...changed].filter((name) => !isSystemAdapter(name));
}

function textsOf(report: Report): string[] {
  const texts: string[] = [];
  mapStrings(report, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
