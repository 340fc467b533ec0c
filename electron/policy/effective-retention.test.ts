import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RetentionLimits } from '../../shared/history.ts';
import {
  must,
  reportNumber,
  type TemporaryHistory,
  temporaryHistory,
} from '../history/testing/temporary-history.ts';
import { applyRetention, viewRetention } from './effective-retention.ts';
import { noPolicy, type PolicyFile } from './policy-file.ts';

let history: TemporaryHistory;

beforeEach(() => {
  history = temporaryHistory();
  const startedAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
  must(history.sessions.finishSession(reportNumber(1, { session: { startedAt } })));
});
afterEach(() => {
  history.remove();
});

function policyOf(retention: RetentionLimits, isOpen = false): PolicyFile {
  return {
    ...noPolicy('/etc/callpath/policy.json'),
    state: 'active',
    policy: { retention, ...(isOpen && { mayChange: ['retention'] }) },
    named: ['retention'],
  };
}

const month = { maxAgeDays: 30, maxSizeMiB: null };
const none = { maxAgeDays: null, maxSizeMiB: null };

it('removes what is beyond the limits of the policy, and shows them as those in effect', () => {
  const policyFile = policyOf(month);
  expect(must(viewRetention(history.sessions.file, policyFile))).toMatchObject(month);
  expect(must(applyRetention(history.sessions.file, policyFile))).toEqual({ removed: 1 });
});

it('keeps by the policy what the user would have removed', () => {
  must(history.sessions.file.setRetention({ maxAgeDays: 50, maxSizeMiB: null }));
  const policyFile = policyOf({ maxAgeDays: 60, maxSizeMiB: null });
  expect(must(applyRetention(history.sessions.file, policyFile))).toEqual({ removed: 0 });
});

it('follows the user where the policy lets it, also one who chose no limits', () => {
  const policyFile = policyOf(month, true);
  must(history.sessions.file.setRetention(none));
  expect(must(viewRetention(history.sessions.file, policyFile))).toMatchObject(none);
  expect(must(applyRetention(history.sessions.file, policyFile))).toEqual({ removed: 0 });
});

it('follows the policy until the user chose something', () => {
  expect(must(history.sessions.file.chosenRetention())).toBeNull();
  expect(must(applyRetention(history.sessions.file, policyOf(month, true)))).toEqual({
    removed: 1,
  });
});
