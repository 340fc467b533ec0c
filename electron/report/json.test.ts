import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { canonicalJson, checkIntegrity, sealReport, toJson } from './json.ts';

const sealed = sealReport(exampleReport());

describe('canonicalJson', () => {
  it('writes the example of RFC 8785 section 3.2.3', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`,
    );
  });
});

describe('sealReport', () => {
  it('adds a hash that does not depend on the order of members', () => {
    const { session, ...rest } = exampleReport();
    expect(sealReport({ ...rest, session }).integrity).toEqual(sealed.integrity);
    expect(sealed.integrity.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not count a hash that is there already', () => {
    expect(sealReport(sealed)).toEqual(sealed);
  });

  it('makes a valid, intact report of any text, also of one that was cut within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(9), (text, length) => {
        const cut = `${text}\ud83d\udcde`.slice(0, length);
        const { session } = exampleReport();
        const report = sealReport(exampleReport({ session: { ...session, note: cut } }));
        expect(v.is(reportSchema, report)).toBe(true);
        expect(checkIntegrity(JSON.parse(toJson(report)) as typeof report)).toBe(true);
      }),
      { numRuns: 20 },
    );
    const { session } = exampleReport();
    const cut = sealReport(exampleReport({ session: { ...session, note: 'call \ud83d' } }));
    expect(cut.session.note).toBe('call \ufffd');
  });
});

describe('checkIntegrity', () => {
  it('holds for a sealed report, also after a way through JSON', () => {
    expect(checkIntegrity(sealed)).toBe(true);
    expect(checkIntegrity(JSON.parse(toJson(sealed)) as typeof sealed)).toBe(true);
  });

  it('fails when any value was changed', () => {
    const session = { ...sealed.session, durationMs: sealed.session.durationMs + 0.001 };
    expect(checkIntegrity({ ...sealed, session })).toBe(false);
    expect(checkIntegrity({ ...sealed, findings: [] })).toBe(false);
    expect(checkIntegrity({ ...sealed, integrity: { sha256: 'f'.repeat(64) } })).toBe(false);
  });

  it('fails, and does not throw, for what JSON cannot carry', () => {
    const session = { ...sealed.session, durationMs: Infinity };
    expect(checkIntegrity({ ...sealed, session })).toBe(false);
  });
});

describe('toJson', () => {
  it('writes members in the order of the schema and ends with a line break', () => {
    const { integrity, verdict, ...rest } = sealed;
    const text = toJson({ integrity, verdict, ...rest });
    expect(text).toBe(toJson(sealed));
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(reportSchema.entries));
    expect(text).toMatch(/"probes": \[\n {4}\{\n {6}"kind": "local.interfaces",\n/);
  });
});
