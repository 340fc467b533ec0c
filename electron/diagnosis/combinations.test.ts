import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, SessionStatus } from '../../shared/report.ts';
import { seededRandom } from '../../shared/testing/random.ts';
import { diagnose } from './diagnose.ts';
import { exclusions } from './exclusions.ts';
import { relayWays } from './reach.ts';
import { rules } from './rules.ts';
import { parts } from './testing/outcomes.ts';

const statuses: readonly SessionStatus[] = ['completed', 'cancelled', 'interrupted'];
const levels = ['good', 'degraded', 'inconclusive', 'blocked'];
const levelOf = new Map(rules.map(({ code, level }) => [code as string, level]));
/** What a text must not contain: places that nothing was filled into, keys, and quotes around nothing. */
const unfinished =
  /\{\{|\$t\(|undefined|NaN|\b(finding|probe|verdict|report)\.[a-z]|“\s*”|^\s*$|^[\s：:]/;
/** Words that nobody is to need who wants to know whose problem it is. */
const jargon =
  /\b(STUN|TURN|NAT|UDP|TCP|TLS|ICE|DNS|ICMP|MOS|IPv4|IPv6|WebRTC|Chromium|Allocate|symmetric|cone)\b|\b(stun|turn)s?:/;

/** Every contradiction in what is said of this evidence, in words for the person who has to mend it. */
function contradictions(
  probes: readonly ProbeResult[],
  status: SessionStatus,
  locale: (typeof locales)[number],
): string[] {
  const evidence = { status, profile: 'default', startedAt: '2026-11-25T10:00:00.000Z', probes };
  const { verdict, findings } = diagnose(evidence, translations[locale]);
  const codes = new Set(findings.map(({ code }) => code));
  const ids = new Set(probes.map(({ id }) => id));
  const worst = Math.max(0, ...findings.map(({ code }) => levels.indexOf(levelOf.get(code) ?? '')));
  const found: string[] = [];
  const check = (isRight: boolean, what: string) => {
    if (!isRight) found.push(what);
  };
  for (const group of exclusions) {
    const both = group.filter((code) => codes.has(code));
    check(both.length < 2, `exclude each other: ${both.join(' and ')}`);
  }
  for (const {
    code,
    subject,
    title,
    explanation,
    userAction,
    itAction,
    evidence: own,
  } of findings) {
    check(own.length > 0 && own.every((id) => ids.has(id)), `${code} rests on ${own.join(', ')}`);
    check(new Set(own).size === own.length, `${code} rests on a probe twice`);
    check(
      findings.filter((one) => one.code === code && one.subject === subject).length === 1,
      `${code} twice of ${subject}`,
    );
    for (const text of [subject, title, explanation, userAction, itAction]) {
      check(!unfinished.test(text), `${code}: ${text}`);
    }
    if (levelOf.get(code) !== 'good') {
      check(
        !jargon.test(`${title} ${explanation} ${userAction}`),
        `${code} needs a plain word: ${title} ${explanation} ${userAction}`,
      );
    }
  }
  const { level, headline, summary, owner } = verdict;
  check(!unfinished.test(headline) && !unfinished.test(summary), `${headline} ${summary}`);
  check(!jargon.test(`${headline} ${summary}`), `a plain word: ${headline} ${summary}`);
  check(owner !== undefined, 'nobody owns it');
  check((owner === 'nobody') === (level === 'good'), `${level} is of ${owner}`);
  if (status !== 'completed') {
    check(level === 'inconclusive', `${status} is ${level}`);
    return found;
  }
  const isUnmeasured = worst === 0 && level === 'inconclusive';
  check(levels.indexOf(level) === worst || isUnmeasured, `${level}, and ${levels[worst]} at best`);
  const isRed = findings.some(({ severity }) => severity === 'critical');
  check(isRed === (level === 'blocked'), `${level}, with a critical finding: ${isRed}`);
  const hasWay = relayWays(evidence).length > 0;
  check(!(hasWay && level === 'blocked') || owner === 'computer', `blocked, though a relay works`);
  return found;
}

const translations = { en: createTranslate('en'), 'zh-CN': createTranslate('zh-CN') };
const outcomes = Object.values(parts);
const faultless = outcomes.map((own) => own[1] ?? []);

/** Each outcome of each part beside each outcome of each other part, all others without a fault. */
function* pairs(): Generator<ProbeResult[]> {
  for (const [i, first] of outcomes.entries()) {
    for (const [j, second] of outcomes.entries()) {
      if (j <= i) continue;
      for (const one of first) {
        for (const other of second) {
          const around = (rest: readonly (readonly ProbeResult[])[]) =>
            outcomes.flatMap((_, k) => (k === i ? one : k === j ? other : (rest[k] ?? [])));
          yield around(faultless);
        }
      }
    }
  }
}

/** What this computer, its own test and two servers can show together, with and without NAT and a relay by TCP. */
function* aroundServers(): Generator<ProbeResult[]> {
  const { adapters = [], baseline = [], first = [], second = [] } = parts;
  for (const adapter of adapters) {
    for (const own of baseline) {
      for (const one of first) {
        for (const other of second) yield [...adapter, ...own, ...one, ...other];
      }
    }
  }
}

function* chosenByChance(count: number, seed: number): Generator<ProbeResult[]> {
  const random = seededRandom(seed);
  for (let i = 0; i < count; i += 1) {
    yield outcomes.flatMap((own) => own[Math.floor(random() * own.length)] ?? []);
  }
}

/** A server that gave no relayed address is not asked to relay. */
function isPossible(probes: readonly ProbeResult[]): boolean {
  const isRefused = probes.some(
    ({ kind, transport, status }) =>
      kind === 'turn.allocate' && transport === 'udp' && status !== 'passed',
  );
  return (
    !isRefused || !probes.some(({ kind, status }) => kind === 'turn.relay' && status === 'passed')
  );
}

/** The first contradictions, with the probes that make them. */
function walk(combinations: Iterable<ProbeResult[]>, locale: (typeof locales)[number], every = 1) {
  const found = new Map<string, string>();
  let count = 0;
  for (const probes of combinations) {
    count += 1;
    const status = statuses[count % (10 * statuses.length)] ?? 'completed';
    if (count % every !== 0 || !isPossible(probes)) continue;
    for (const what of contradictions(probes, status, locale)) {
      found.set(
        what,
        probes.map(({ id, status: own, error }) => `${id} ${error?.code ?? own}`).join('; '),
      );
    }
  }
  return { count, found: [...found].slice(0, 20) };
}

describe.each(locales)('in every combination of outcomes (%s)', (locale) => {
  it('of two parts of a check nothing contradicts itself', { timeout: 300_000 }, () => {
    const { count, found } = walk(pairs(), locale, 2);
    expect(count).toBeGreaterThan(2000);
    expect(found).toEqual([]);
  });

  it('of this computer and two servers nothing contradicts itself', { timeout: 300_000 }, () => {
    const { count, found } = walk(aroundServers(), locale, 5);
    expect(count).toBeGreaterThan(3000);
    expect(found).toEqual([]);
  });

  it('of all parts, as chance has it, nothing contradicts itself', { timeout: 300_000 }, () => {
    expect(walk(chosenByChance(600, 62_415_827), locale).found).toEqual([]);
  });
});
