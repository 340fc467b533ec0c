import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { policySchema } from '../shared/policy.ts';
import { projectPath } from './paths.ts';
import { policyJsonSchema } from './policy-json-schema.ts';

let validate: ReturnType<Ajv2020.Ajv2020['compile']>;

beforeAll(() => {
  validate = new Ajv2020.Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(policyJsonSchema());
});

const server = { uri: 'turn:turn.example.org', username: 'anna' };

describe('the schema', () => {
  test.each([
    ['nothing', {}],
    ['a credential that is asked for', { servers: { turn: [{ ...server, ask: true }] } }],
    ['one in a file', { servers: { turn: [{ ...server, credentialFile: 'C:\\turn.txt' }] } }],
    ['no limit', { retention: { maxAgeDays: null, maxSizeMiB: 10 } }],
  ])('takes, as the program does, %s', (_, policy) => {
    expect(validate(policy), JSON.stringify(validate.errors)).toBe(true);
    expect(v.is(policySchema, policy)).toBe(true);
  });

  test.each([
    ['a member that does not exist', { server: {} }],
    ['a credential from nowhere', { servers: { turn: [server] } }],
    ['one from two places', { servers: { turn: [{ ...server, ask: true, credential: 'x' }] } }],
    ['a server of another kind', { servers: { stun: ['turn:turn.example.org'] } }],
    ['a test that does not exist', { probes: { forbidden: ['nat.lifetimes'] } }],
    ['updates without encryption', { updates: { enabled: true, url: 'http://example.org' } }],
    ['half a redaction', { redaction: { addresses: true } }],
    ['a relative path', { exportFolder: 'reports' }],
  ])('refuses, as the program does, %s', (_, policy) => {
    expect(validate(policy)).toBe(false);
    expect(v.is(policySchema, policy)).toBe(false);
  });
});

test('takes the examples of docs/policy.md', async () => {
  const text = await readFile(join(projectPath, 'docs', 'policy.md'), 'utf8');
  const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(
    ([, json]) => JSON.parse(json ?? '') as unknown,
  );
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    expect(v.is(policySchema, example)).toBe(true);
  }
});
