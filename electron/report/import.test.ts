import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { maxReportBytes, parseReport } from './import.ts';
import { sealReport, toJson } from './json.ts';

const t = createTranslate('en');
const report = sealReport(exampleReport());

function failed(text: string) {
  const parsed = parseReport(text, t);
  if (parsed.ok) throw new Error('was read');
  return parsed;
}

function changed(change: (value: Record<string, never>) => void): string {
  const value = JSON.parse(toJson(report)) as Record<string, never>;
  change(value);
  return JSON.stringify(value);
}

describe('parseReport', () => {
  it('reads what toJson writes', () => {
    expect(parseReport(toJson(report), t)).toEqual({ ok: true, value: { report, intact: true } });
  });

  it('reads a file that an editor gave a byte order mark and Windows line breaks', () => {
    const text = `\ufeff${toJson(report).replaceAll('\n', '\r\n')}`;
    expect(parseReport(text, t)).toMatchObject({ ok: true, value: { intact: true } });
  });

  it('reads a report that somebody changed, and says so', () => {
    const text = toJson(report).replace('"High', '"Low').replace('203.0.113.1', '203.0.113.2');
    expect(parseReport(text, t)).toMatchObject({ ok: true, value: { intact: false } });
  });

  it('names the line and the column where a text is not JSON', () => {
    const { code, message } = failed('{\n  "schema": "callpath-report",\n  "version" 1\n}');
    expect(code).toBe('not-json');
    expect(message).toContain('line 3 column 13');
    expect(message).toContain('Choose a report');
  });

  it.each(['', '{', 'hello', '[[[', '\u0000', '{"a": tru}'])(
    'refuses %j, which is not JSON',
    (text) => {
      expect(failed(text).code).toBe('not-json');
    },
  );

  it.each(['null', '1', '"text"', '[]', '{}', '{"schema":"other"}'])(
    'refuses %s, which is JSON but no report',
    (text) => {
      expect(failed(text).code).toBe('not-a-report');
    },
  );

  it.each([2, 0, '1', null, undefined, { a: 1 }])(
    'names version %j and the one that it reads',
    (version) => {
      const { code, message } = failed(JSON.stringify({ ...report, version, more: true }));
      expect(code).toBe('other-report-version');
      expect(message).toContain('reads version 1');
      expect(message).toContain(version === undefined ? '?' : JSON.stringify(version));
    },
  );

  it.each([
    [
      'session.durationMs',
      (value: typeof report) => ({ ...value, session: { ...value.session, durationMs: -1 } }),
    ],
    [
      'findings.1.title',
      (value: typeof report) => ({
        ...value,
        findings: value.findings.map((f, i) => (i === 1 ? { ...f, title: 7 } : f)),
      }),
    ],
    [
      'probes.2.result.sent',
      (value: typeof report) => ({
        ...value,
        probes: value.probes.map((p, i) =>
          i === 2 ? { ...p, result: { ...p.result, sent: '5' } } : p,
        ),
      }),
    ],
    ['extra', (value: typeof report) => ({ ...value, extra: true })],
  ])('names the place %s of what is not valid', (place, change) => {
    const { code, message } = failed(JSON.stringify(change(report)));
    expect(code).toBe('invalid-report');
    expect(message).toContain(`"${place}"`);
  });

  it('refuses numbers and texts that canonical JSON cannot carry', () => {
    const infinite = toJson(report).replace('"durationMs": 2134.25', '"durationMs": 1e999');
    expect(infinite).toContain('1e999');
    expect(failed(infinite).code).toBe('invalid-report');
    const lone = toJson(report).replace('Calls drop', '\\ud800 drop');
    expect(failed(lone).code).toBe('invalid-report');
  });

  it('refuses a member named __proto__', () => {
    const text = toJson(report).replace('{', '{ "__proto__": { "polluted": true },');
    expect(failed(text).code).toBe('invalid-report');
    expect('polluted' in {}).toBe(false);
  });

  it('refuses what is too large before it reads it', () => {
    const { code, message } = failed(`{"a":"${'x'.repeat(maxReportBytes)}"}`);
    expect(code).toBe('report-too-large');
    expect(message).toContain('at most 32 MiB');
  });

  it('survives depth', () => {
    expect(failed('['.repeat(1_000_000)).code).toBe('not-json');
    expect(failed(`${'['.repeat(100_000)}${']'.repeat(100_000)}`).code).toBe('not-a-report');
  });

  it('never throws, whatever the text or the value is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseReport(text, t).ok).toBe(false);
      }),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(report)), fc.jsonValue(), (member, value) => {
        const text = changed((target) => {
          Object.assign(target, { [member]: value });
        });
        expect(typeof parseReport(text, t).ok).toBe('boolean');
      }),
      { numRuns: 30 },
    );
  });
});
