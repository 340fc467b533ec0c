import type { verdict as verdictTexts } from '../../shared/messages/en/verdict.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type {
  Confidence,
  Finding,
  Verdict,
  VerdictLevel,
  VerdictOwner,
} from '../../shared/report.ts';
import { baselineOf, type Evidence, knownServers } from './evidence.ts';
import { describeNat } from './nat.ts';
import { mainNat, serversOfNat } from './nat-evidence.ts';
import type { FindingCode, Rule } from './rules.ts';
import { turnFailureCodes } from './rules-turn-failures.ts';
import { failsAsRelay, relaysOf, worksAsRelay } from './turn-evidence.ts';
import { bothFail, serverWitnesses } from './webrtc-evidence.ts';

type Headline = keyof typeof verdictTexts.headline;

/** A finding with the row of the table that it came from. */
export interface RuledFinding {
  rule: Rule;
  finding: Finding;
  owner: VerdictOwner;
}

const levels: readonly VerdictLevel[] = ['good', 'degraded', 'inconclusive', 'blocked'];

/** Findings about single servers share a headline that counts them. */
const sharedHeadline: Partial<Record<FindingCode, Headline>> = {
  'server-refused': 'server-problem',
  'server-silent': 'server-problem',
  'server-malformed': 'server-problem',
  'server-name-not-found': 'server-problem',
  'server-unreachable': 'server-problem',
  ...Object.fromEntries(turnFailureCodes.map((code) => [code, 'turn-problem'])),
  'turn-clock': 'turn-clock',
  'turn-clock-differs': 'turn-clock-differs',
  'turn-credentials-refused': 'turn-credentials',
  'turn-credentials-expired': 'turn-credentials',
  'turn-credentials-rest-refused': 'turn-credentials',
  'turn-wrong-credentials': 'turn-credentials',
  'turn-tls-name': 'turn-certificate',
  'turn-tls-self-signed': 'turn-certificate',
  'turn-tls-expired': 'turn-certificate',
  'turn-tls-not-yet-valid': 'turn-certificate',
  'turn-tls-revoked': 'turn-certificate',
  'webrtc-baseline-failed': 'webrtc-problem',
  'webrtc-credentials-refused': 'webrtc-problem',
  'webrtc-server-unreachable': 'webrtc-problem',
  'webrtc-call-failed': 'webrtc-problem',
};

/** These rest on a comparison inside this computer, which no server can disturb. */
const certainCodes: ReadonlySet<FindingCode> = new Set([
  'baseline-failed',
  'no-network',
  'webrtc-blocked',
]);

const lower: Record<Confidence, Confidence> = { high: 'medium', medium: 'low', low: 'low' };

/** As `decideByFindings`, less sure where something happened to the computer during the check. */
export function decideVerdict(
  evidence: Evidence,
  findings: readonly RuledFinding[],
  t: Translate,
): Verdict {
  const verdict = decideByFindings(evidence, findings, t);
  const isDisturbed = (evidence.disturbances ?? []).length > 0;
  return isDisturbed ? { ...verdict, confidence: lower[verdict.confidence] } : verdict;
}

/** The worst finding decides; a check that did not run to its end decides nothing. */
function decideByFindings(
  evidence: Evidence,
  findings: readonly RuledFinding[],
  t: Translate,
): Verdict {
  if (evidence.status !== 'completed') return withoutResult(evidence.status, t);
  const lead = [...findings].sort((a, b) => rank(b) - rank(a))[0];
  if (!lead) return withoutResult('nothing', t);
  const servers = knownServers(evidence);
  if (lead.rule.level === 'good') return goodVerdict(evidence, findings, t);
  const shared = sharedHeadline[lead.rule.code];
  const headline = relayHeadline(shared, evidence) ?? shared ?? (lead.rule.code as Headline);
  const { title, explanation } = lead.finding;
  const failed = servers.filter(({ state }) => state !== 'answered').length;
  return {
    level: lead.rule.level,
    headline: t(`verdict.headline.${headline}`, {
      failed,
      count: servers.length,
      failedRelays: relaysOf(evidence).filter(failsAsRelay).length,
      relays: relaysOf(evidence).length,
    }),
    // A headline of its own says what the title says; a shared one does not name the server.
    summary: shared ? t('verdict.summary.finding', { title, explanation }) : explanation,
    confidence: isConfirmed(evidence, lead)
      ? 'high'
      : lead.rule.byNat
        ? describeNat(evidence, t).confidence
        : confidenceOf(lead, servers.length - failed),
    owner: lead.owner,
  };
}

/** Beside a relay that works, and where nothing is known of direct calls, a failing relay means something else. */
function relayHeadline(shared: Headline | undefined, evidence: Evidence): Headline | null {
  if (!shared?.startsWith('turn-') || shared.startsWith('turn-clock')) return null;
  const relays = relaysOf(evidence);
  if (relays.some(worksAsRelay)) {
    return relays.some(failsAsRelay) ? 'turn-some-work' : 'turn-some-ways';
  }
  const isReached = knownServers(evidence).some(({ state }) => state === 'answered');
  return isReached || answeredInNat(evidence) > 0 ? null : 'turn-alone';
}

function rank({ rule }: RuledFinding): number {
  return levels.indexOf(rule.level);
}

function goodVerdict(evidence: Evidence, findings: readonly RuledFinding[], t: Translate): Verdict {
  const has = (code: FindingCode) => findings.some(({ rule }) => rule.code === code);
  const known = knownServers(evidence).length;
  // Where Binding was not asked for by itself, the NAT tests have still asked servers.
  const servers = known > 0 ? known : answeredInNat(evidence);
  const baseline = baselineOf(evidence)?.status === 'passed';
  const relays = relaysOf(evidence).filter(worksAsRelay).length;
  if (servers === 0 && relays > 0) {
    return {
      level: 'good',
      headline: t('verdict.headline.good'),
      summary: t('verdict.summary.relays', { count: relays }),
      confidence: 'medium',
      owner: 'nobody',
    };
  }
  if (servers === 0 && has('webrtc-connects')) {
    return {
      level: 'good',
      headline: t('verdict.headline.good'),
      summary: t('verdict.summary.calls'),
      confidence: 'medium',
      owner: 'nobody',
    };
  }
  if (servers === 0) {
    if (!baseline || !has('no-servers')) return withoutResult('nothing', t);
    return {
      level: 'good',
      headline: t('verdict.headline.no-servers'),
      summary: t('verdict.summary.no-servers'),
      confidence: 'low',
      owner: 'nobody',
    };
  }
  const summary = baseline ? 'verdict.summary.good' : 'verdict.summary.goodWithoutBaseline';
  return {
    level: 'good',
    headline: t('verdict.headline.good'),
    summary: t(summary, { count: servers }),
    confidence: baseline && (servers > 1 || isCalled(evidence)) ? 'high' : 'medium',
    owner: 'nobody',
  };
}

function answeredInNat(evidence: Evidence): number {
  const servers = serversOfNat(mainNat(evidence));
  return servers.filter(({ mappedAddress }) => mappedAddress !== null).length;
}

/** Codes of findings that say that UDP does not get out of this network. */
const blockedCodes: ReadonlySet<FindingCode> = new Set([
  'udp-blocked',
  'udp-and-tcp-blocked',
  'udp-blocked-relayed',
  'servers-fail-relayed',
  'no-path-for-calls',
]);

/** Two witnesses agree: Chromium failed at the server that the finding is about, or by UDP at all. */
function isConfirmed(evidence: Evidence, { rule, finding }: RuledFinding): boolean {
  if (rule.level === 'inconclusive') return false;
  if (blockedCodes.has(rule.code)) return bothFail(evidence, 'udp');
  return serverWitnesses(evidence).some(
    ({ raw, chromium }) =>
      raw.state === 'fails' &&
      chromium.state === 'fails' &&
      finding.evidence.some((id) => raw.ids.includes(id)),
  );
}

/** A server that raw sockets reach was used by a call in Chromium too. */
function isCalled(evidence: Evidence): boolean {
  return serverWitnesses(evidence).some(
    ({ raw, chromium }) => raw.state === 'works' && chromium.state === 'works',
  );
}

function confidenceOf({ rule }: RuledFinding, answered: number): Confidence {
  if (rule.level === 'inconclusive') return 'low';
  if (certainCodes.has(rule.code)) return 'high';
  return answered > 1 ? 'high' : 'medium';
}

function withoutResult(why: 'cancelled' | 'interrupted' | 'nothing', t: Translate): Verdict {
  return {
    level: 'inconclusive',
    headline: t(`verdict.headline.${why}`),
    summary: t(`verdict.summary.${why}`),
    confidence: 'low',
    owner: 'unknown',
  };
}
