import { expect, it } from 'vitest';
import { logPolicy } from './log-policy.ts';
import { noPolicy, type PolicyFile } from './policy-file.ts';

function logOf(file: PolicyFile): unknown[] {
  const lines: unknown[] = [];
  const add = (level: string) => (event: string, facts: object) =>
    lines.push([level, event, facts]);
  logPolicy(file, { info: add('info'), warn: add('warn') });
  return lines;
}

const none = noPolicy('/etc/callpath/policy.json');

it('is silent where there is no policy', () => {
  expect(logOf(none)).toEqual([]);
});

it('names what is decided and each problem, and no value', () => {
  const policy = { supportContact: 'help@example.org' };
  const problem = { code: 'unknown-member', place: 'colour', reason: '' } as const;
  expect(
    logOf({ ...none, state: 'active', policy, named: ['supportContact'], problems: [problem] }),
  ).toEqual([
    ['info', 'policy-read', { state: 'active', names: 'supportContact' }],
    ['warn', 'policy-problem', problem],
  ]);
});
