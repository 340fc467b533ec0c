import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, expect, test } from 'vitest';
import { exampleReport } from '../shared/testing/example-report.ts';
import { reportJsonSchema } from './report-json-schema.ts';

let validate: ReturnType<Ajv2020.Ajv2020['compile']>;

beforeAll(() => {
  const ajv = new Ajv2020.Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  validate = ajv.compile(reportJsonSchema());
});

test('takes a report as the code makes it', () => {
  const report: unknown = JSON.parse(JSON.stringify(exampleReport()));
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  ['another version', { version: 2 }],
  ['a member that the contract does not name', { more: true }],
  ['a verdict without a level', { verdict: { headline: '', summary: '', confidence: 'high' } }],
  ['a hash that is none', { integrity: { sha256: 'abc' } }],
])('refuses %s', (_, change) => {
  expect(validate({ ...exampleReport(), ...change })).toBe(false);
});

test("refuses a probe whose result is of another probe's kind", () => {
  const [first, second] = exampleReport().probes;
  const probes = [{ ...first, result: second?.result }];
  expect(validate({ ...exampleReport(), probes })).toBe(false);
});
