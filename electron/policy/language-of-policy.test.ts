import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { effectiveConfiguration } from './effective.ts';
import { defaultProfile } from '../../shared/profile.ts';
import { languageOfPolicy } from './language-of-policy.ts';
import { readPolicy } from './read-policy.ts';

let file: string;

beforeEach(() => {
  file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-policy-')), 'policy.json');
});
afterEach(() => {
  fs.rmSync(path.dirname(file), { recursive: true, force: true });
});

it('knows nothing of the language without a policy', () => {
  expect(languageOfPolicy(file)).toEqual({ locale: null, locked: false });
});

it.each([
  '{ "locale": "zh-CN" }',
  '{ "locale": "zh-CN", "mayChange": ["locale"] }',
  '{ "locale": "zh-CN", "mayChange": "locale" }',
  '{ "locale": "zh-CN", "mayChange": [7, "locale"] }',
  '{ "locale": "klingon" }',
  '{ "locale": 7 }',
  '{ "organisation": "Contoso IT" }',
  '[]',
  'no policy',
])('says the same as the whole policy for %s', (text) => {
  fs.writeFileSync(file, text);
  const policyFile = readPolicy(file);
  const { locale } = effectiveConfiguration({ policyFile, profile: defaultProfile });
  expect(languageOfPolicy(file)).toEqual({
    locale: locale.value === 'system' ? null : locale.value,
    locked: locale.locked,
  });
});
