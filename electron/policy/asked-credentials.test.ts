import { expect, it } from 'vitest';
import { failedTurn, turnAllocation } from '../../shared/testing/turn-probes.ts';
import { AskedCredentials } from './asked-credentials.ts';

const anna = { uri: 'turn:turn.example.org', username: 'anna' };

it('knows a password for its own account only', () => {
  const asked = new AskedCredentials();
  asked.give(anna, 'opensesame');
  expect(asked.of(anna)).toBe('opensesame');
  expect(asked.of({ ...anna, username: 'berta' })).toBeUndefined();
  expect(asked.of({ ...anna, uri: 'turn:turn.example.net' })).toBeUndefined();
});

it('forgets what its server refused, and nothing else', () => {
  const asked = new AskedCredentials();
  const secure = { uri: 'turns:turn.example.org', username: 'anna' };
  asked.give(anna, 'a guess');
  asked.give(secure, 'opensesame');
  asked.forgetRefused([turnAllocation('turn.example.org'), failedTurn({ stunErrorCode: 486 })]);
  expect(asked.of(anna)).toBe('a guess');
  const result = { credentialProblem: 'wrong' } as const;
  asked.forgetRefused([failedTurn({ stunErrorCode: 401, result })]);
  expect(asked.of(anna)).toBeUndefined();
  expect(asked.of(secure)).toBe('opensesame');
});
