import { expect } from 'vitest';
import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import type { FindingCode } from '../../electron/diagnosis/rules.ts';
import { locales } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { verdict as verdictTexts } from '../../shared/messages/en/verdict.ts';
import type { ProbeResult, VerdictLevel } from '../../shared/report.ts';

/** What a check says in the end of a failure that was provoked. */
export interface ExpectedTelling {
  /** Every finding but those about this computer and about servers that answer, the worst first. */
  codes: readonly FindingCode[];
  /** The key of its sentence. */
  headline: keyof typeof verdictTexts.headline;
  /** Default: that of a failing relay, which does not stop the calls that need none. */
  level?: VerdictLevel;
}

const aside: ReadonlySet<string> = new Set([
  'baseline-ok',
  'servers-answer',
  'some-servers-answer',
]);
/** What a text must not contain: places that nothing was filled into, keys, and quotes around nothing. */
const unfinished = /\{\{|\$t\(|undefined|NaN|finding\.|probe\.|verdict\.|“\s*”|^\s*$|^[\s：:]/;
const relaysOnlyOne = { failed: 1, count: 2, failedRelays: 1, relays: 1 };

/** Diagnoses the probes as their session would, and compares it in every language. */
export function expectTold(probes: readonly ProbeResult[], expected: ExpectedTelling): void {
  const startedAt = new Date().toISOString();
  for (const locale of locales) {
    const t = createTranslate(locale);
    const evidence = { status: 'completed', profile: 'provoked', startedAt, probes } as const;
    const { verdict, findings } = diagnose(evidence, t);
    const told = findings.filter(({ code }) => !aside.has(code));
    expect(told.map(({ code }) => code)).toEqual(expected.codes);
    expect(verdict.headline).toBe(t(`verdict.headline.${expected.headline}`, relaysOnlyOne));
    expect(verdict.level).toBe(expected.level ?? 'degraded');
    expect(verdict.summary).not.toMatch(unfinished);
    for (const { code, title, explanation, userAction, itAction } of told) {
      for (const text of [title, explanation, userAction, itAction]) {
        expect(text, `${locale} ${code}`).not.toMatch(unfinished);
      }
    }
  }
}
