import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { maxReportBytes } from '../../shared/report-file.ts';
import { parseReport } from './import.ts';
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

type Path = readonly string[];

/** The way to every value of a JSON value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, one]) => [
    [...path, name],
    ...pathsOf(one, [...path, name]),
  ]);
}

function setAt(target: Record<string, unknown>, [name = '', ...rest]: Path, value: unknown): void {
  if (rest.length === 0) target[name] = value;
  else setAt(target[name] as Record<string, unknown>, rest, value);
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
      expect(message).toContain(
        typeof version === 'object' && version ? '{…}' : (JSON.stringify(version) ?? '?'),
      );
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

  it.each([
    ['session', '"session": {', '"session": { "durationMs": 1,', 'session.durationMs'],
    ['an escaped name', '"session": {', '"session": { "not\\u0065": "a",', 'session.note'],
    ['the top', '{', '{ "verdict": 1,', 'verdict'],
    [
      'a list',
      '"interfaces": [',
      '"interfaces": [], "interfaces": [',
      'probes.0.result.interfaces',
    ],
  ])('refuses a member that is there twice in %s, and names it', (_where, from, to, place) => {
    const { code, message } = failed(toJson(report).replace(from, to));
    expect(code).toBe('invalid-report');
    expect(message).toContain(`"${place}"`);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'refuses a member named %s at any depth, and names the place',
    (name) => {
      const text = toJson(report).replace('"result": {', `"result": { "${name}": {"a": 1},`);
      const { code, message } = failed(text);
      expect(code).toBe('invalid-report');
      expect(message).toContain(`probes.0.result.${name}`);
      expect('a' in {}).toBe(false);
    },
  );

  it('refuses a time that does not exist, and reads one in the future', () => {
    const at = (time: string) => toJson(report).replace('2026-03-02T14:02:11.250Z', time);
    const { message } = failed(at('2026-02-31T25:00:00.000Z'));
    expect(message).toContain('session.startedAt');
    const { session } = report;
    const future = sealReport({
      ...report,
      session: { ...session, startedAt: '2999-01-01T00:00:00.000Z' },
    });
    expect(parseReport(toJson(future), t)).toMatchObject({ ok: true, value: { intact: true } });
  });

  it('tells a wrong hash from a right one', () => {
    const { sha256 } = report.integrity;
    const wrong = toJson(report).replace(
      sha256,
      sha256.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    );
    expect(parseReport(wrong, t)).toMatchObject({ ok: true, value: { intact: false } });
    expect(failed(toJson(report).replace(sha256, 'none')).message).toContain('integrity.sha256');
  });

  it('survives depth at every place', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const deepObject = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    for (const value of [deep, deepObject]) {
      expect(failed(`{"schema":"callpath-report","version":${value}}`).code).toBe(
        'other-report-version',
      );
      for (const member of ['"session": ', '"result": ', '"probes": ']) {
        expect(failed(toJson(report).replace(member, `"x": ${value}, ${member}`)).code).toBe(
          'invalid-report',
        );
        expect(failed(`{"schema":"callpath-report","version":1,${member}${value}}`).code).toBe(
          'invalid-report',
        );
      }
    }
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

  it('never throws for a report of which any one value is another one', () => {
    const places = pathsOf(JSON.parse(toJson(report)));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        const target = JSON.parse(toJson(report)) as Record<string, unknown>;
        setAt(target, path, value);
        const text = JSON.stringify(target);
        const parsed = parseReport(text, t);
        // JSON has no -0, which the made-up value may be.
        const isSame = isDeepStrictEqual(JSON.parse(text), report);
        if (parsed.ok) expect(parsed.value.intact).toBe(isSame);
        else expect(parsed.message).not.toBe('');
      }),
      { numRuns: 150 },
    );
  }, 60_000);

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
