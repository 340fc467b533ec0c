import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { createTranslate } from '../../shared/messages/translate.ts';
import { fullRedaction, noRedaction, type Redaction } from '../../shared/redaction.ts';
import { type Report, reportSchema } from '../../shared/report.ts';
import { fullReport } from '../../shared/testing/full-report.ts';
import { checkIntegrity, sealReport } from './json.ts';
import { previewRedaction, redactReport } from './redaction.ts';
import { renderReport, singleFormats } from './render.ts';
import { goneValues, secretReport, secretsArbitrary } from './testing/secret-report.ts';
import { writeReport } from './write.ts';

const t = createTranslate('en');
const folder = mkdtempSync(join(tmpdir(), 'callpath-redaction-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Every format of a report as text, and each entry of its zip with its name. */
async function allTexts(report: Report): Promise<string[]> {
  const formats = singleFormats.filter((format) => format !== 'pdf');
  const texts = await Promise.all(formats.map((format) => renderReport(report, format, { t })));
  const path = join(folder, 'report.zip');
  const written = await writeReport({ report, path, force: true, t });
  expect(written.ok).toBe(true);
  const zip = await fromBufferPromise(readFileSync(path), { lazyEntries: true });
  const entries: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    entries.push(entry.fileName, content.toString('utf8'));
  }
  return [...texts.map(String), ...entries].map((text) => text.toLowerCase());
}

const redactionArbitrary: fc.Arbitrary<Redaction> = fc.record({
  addresses: fc.boolean(),
  names: fc.boolean(),
  wifi: fc.boolean(),
  ticket: fc.boolean(),
});

describe('a redacted report', () => {
  it('has no removed value in any format, in no entry of the zip and in no name of one', async () => {
    await fc.assert(
      fc.asyncProperty(secretsArbitrary, async (secrets) => {
        const original = secretReport(secrets);
        const redacted = redactReport(original);
        expect(v.is(reportSchema, redacted)).toBe(true);
        expect(checkIntegrity(redacted)).toBe(true);
        const gone = goneValues(secrets, fullRedaction);
        const [before] = await allTexts(original);
        expect(gone.slice(0, 4).filter((value) => !before?.includes(value))).toEqual([]);
        for (const text of await allTexts(redacted)) {
          expect(gone.filter((value) => text.includes(value))).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('has none of what was asked for, whichever switches are on, and is valid and sealed', () => {
    fc.assert(
      fc.property(secretsArbitrary, redactionArbitrary, (secrets, redaction) => {
        const redacted = redactReport(secretReport(secrets), redaction);
        expect(v.is(reportSchema, redacted)).toBe(true);
        expect(checkIntegrity(redacted)).toBe(true);
        const text = JSON.stringify(redacted).replaceAll('\\\\', '\\').toLowerCase();
        const gone = goneValues(secrets, redaction);
        expect(gone.filter((value) => text.includes(value))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('keeps what was not asked for', () => {
    const report = sealReport(fullReport());
    const text = JSON.stringify(redactReport(report, { ...noRedaction, ticket: true }));
    expect(text).toContain('LAPTOP-7F3K');
    expect(text).toContain('203.0.113.1');
    expect(text).not.toContain('INC-1234');
    const named = JSON.stringify(redactReport(report, { ...noRedaction, names: true }));
    expect(named).not.toMatch(/LAPTOP-7F3K|Contoso|example\.org/);
    expect(named).toContain('203.0.113.1');
    expect(named).toContain('INC-1234');
  });

  it('is the report itself where nothing is to be replaced', () => {
    const report = sealReport(fullReport());
    expect(redactReport(report, noRedaction)).toBe(report);
  });

  it('stays known as changed where it was', () => {
    const report = sealReport(fullReport());
    const changed = { ...report, verdict: { ...report.verdict, headline: 'All is well' } };
    expect(checkIntegrity(redactReport(changed))).toBe(false);
  });

  it('can be redacted further: what was left the first time goes the second time', () => {
    const report = sealReport(fullReport());
    const once = redactReport(report, { ...noRedaction, names: true });
    const twice = JSON.stringify(redactReport(once));
    expect(twice).not.toMatch(/203\.0\.113\.1\b|198\.51\.100\.20|INC-1234/);
    expect(redactReport(redactReport(report))).toEqual(redactReport(report));
  });

  it('replaces the name of who sits at this computer, but not that of an account that every computer has', () => {
    const verdict = { ...fullReport().verdict, summary: 'alice and root ask' };
    const report = sealReport(fullReport({ verdict }));
    expect(redactReport(report, fullRedaction, 'alice').verdict.summary).toBe(
      'user-1 and root ask',
    );
    expect(redactReport(report, fullRedaction, 'root').verdict.summary).toBe('alice and root ask');
  });
});

describe('previewRedaction', () => {
  const report = sealReport(fullReport());

  it('lists each replaced value once, by kind, and counts what is there', () => {
    const { replaced, found } = previewRedaction(report, fullRedaction);
    const values = replaced.map(({ from }) => from.toLowerCase());
    expect(new Set(values).size).toBe(values.length);
    const kinds = replaced.map(({ kind }) => kind);
    expect(kinds).toEqual([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    for (const kind of order) {
      expect(found[kind]).toBe(replaced.filter((one) => one.kind === kind).length);
    }
    expect(replaced).toContainEqual({ kind: 'name', from: 'LAPTOP-7F3K', to: 'this-computer' });
    expect(replaced).toContainEqual({ kind: 'ticket', from: 'INC-1234', to: '' });
  });

  it('shows the report that an export writes, and replaces nothing where nothing is asked for', () => {
    expect(previewRedaction(report, fullRedaction).report).toEqual(redactReport(report));
    expect(previewRedaction(report, noRedaction)).toMatchObject({ report, replaced: [] });
  });

  it('counts no network name where every adapter has the name that the system gave it', () => {
    expect(previewRedaction(report, noRedaction).found.wifi).toBe(0);
  });
});

const order = ['address', 'name', 'wifi', 'ticket'] as const;
