import type { Endpoint } from '../../shared/endpoint.ts';
import type { Finding, Nat, ProbeResult, Report, Session } from '../../shared/report.ts';
import { parseServerUri } from '../../shared/uri.ts';
import { Aliases } from './aliases.ts';
import { sealReport } from './json.ts';
import { mapStrings } from './map-strings.ts';

/** Profiles that every installation has: their names say nothing about anybody. */
const publicProfiles: ReadonlySet<string> = new Set(['default', 'custom']);

/** Members of a probe's result whose texts are terms of the schema. */
const termMembers: ReadonlySet<string> = new Set(['family', 'scope', 'status']);

/** Members that may name the organisation: a certificate's subject and names beside the host, a realm by any text. */
const organisationMembers: ReadonlySet<string> = new Set(['subject', 'names', 'realm']);

/** Members of the results of NAT probes that hold nothing but terms of the schema. */
const natTermMembers: ReadonlySet<string> = new Set([
  'name',
  'reason',
  'fitness',
  'behaviour',
  'method',
]);

/** Members of the results of Chromium's calls that hold nothing but terms of the schema, or names of codecs. */
const callTermMembers: ReadonlySet<string> = new Set([
  'type',
  'protocol',
  'relayProtocol',
  'name',
  'path',
  'codec',
]);

/**
 * A report that may leave the house: in every member and inside every text, addresses, the names of this computer, of
 * servers and of the profile are replaced by aliases (the same value by the same alias); ticket and note are removed.
 * Names of network adapters, of server software and of certificate issuers stay: the diagnosis needs them. The result
 * is valid, has a hash of its own, and `session.redacted` is true. A redacted report is returned as it is.
 */
export function redactReport(report: Report): Report {
  if (report.session.redacted) return report;
  const { session, verdict, findings, nat, probes } = report;
  const aliases = new Aliases(
    { hosts: hostsOf(report), others: ownNames(session) },
    textsOf(report),
  );
  const replace = (text: string) => aliases.replace(text);
  return sealReport({
    schema: report.schema,
    version: report.version,
    session: redactSession(session, replace),
    verdict: {
      ...verdict,
      headline: replace(verdict.headline),
      summary: replace(verdict.summary),
    },
    findings: findings.map((finding) => redactFinding(finding, replace)),
    nat: redactNat(nat, replace),
    probes: probes.map((probe) => redactProbe(probe, replace)),
  });
}

type Replace = (text: string) => string;

function redactSession({ ticket: _t, note: _n, ...session }: Session, replace: Replace): Session {
  return {
    ...session,
    profile: publicProfiles.has(session.profile) ? session.profile : replace(session.profile),
    host: { ...session.host, hostname: replace(session.host.hostname) },
    redacted: true,
  };
}

function redactFinding(finding: Finding, replace: Replace): Finding {
  return {
    code: finding.code,
    severity: finding.severity,
    subject: replace(finding.subject),
    title: replace(finding.title),
    explanation: replace(finding.explanation),
    userAction: replace(finding.userAction),
    itAction: replace(finding.itAction),
    evidence: finding.evidence.map(replace),
  };
}

function redactNat(nat: Nat, replace: Replace): Nat {
  const { publicAddress } = nat;
  return {
    ...nat,
    publicAddress: publicAddress && redactEndpoint(publicAddress, replace),
    reason: replace(nat.reason),
  };
}

function redactEndpoint(endpoint: Endpoint, replace: Replace): Endpoint {
  return { ...endpoint, address: replace(endpoint.address) };
}

function redactProbe(probe: ProbeResult, replace: Replace): ProbeResult {
  return {
    ...probe,
    id: replace(probe.id),
    target: replace(probe.target),
    error: probe.error && { ...probe.error, message: replace(probe.error.message) },
    result: mapStrings(probe.result, (text, member) => {
      if (termMembers.has(member) || isNatTerm(probe, member) || isCallTerm(probe, member)) {
        return text;
      }
      if (member === 'address' && isPartOfAddress(text)) return 'redacted';
      return organisationMembers.has(member) ? hostOrNothing(replace(text)) : replace(text);
    }),
  } as ProbeResult;
}

function isCallTerm({ kind }: ProbeResult, member: string): boolean {
  return kind.startsWith('webrtc.') && callTermMembers.has(member);
}

/** Chromium hides the end of an own address (`192.168.77.x`): the rest of it still names the network. */
function isPartOfAddress(text: string): boolean {
  return text.endsWith('.x') || text.endsWith(':x');
}

function isNatTerm({ kind }: ProbeResult, member: string): boolean {
  return kind.startsWith('nat.') && natTermMembers.has(member);
}

/** What may name an organisation is kept only where it is nothing but a host. */
function hostOrNothing(replaced: string): string {
  return /^(?:(CN=)?(\*\.)?host-\d+\.example)?$/.test(replaced) ? replaced : 'redacted';
}

function ownNames({ host, profile, ticket }: Session): Map<string, string> {
  return new Map([
    ...(publicProfiles.has(profile) ? [] : [[profile, 'profile'] as const]),
    ...(ticket === undefined ? [] : [[ticket, 'ticket'] as const]),
    [host.hostname, 'this-computer'],
  ]);
}

/** Hosts of every server URI; a finding's subject may name several. */
function hostsOf({ probes, findings }: Report): string[] {
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

function textsOf(report: Report): string[] {
  const texts: string[] = [];
  mapStrings(report, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
