import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { noPolicy, type PolicyProblem } from './policy-file.ts';
import { policyNotices, problemText } from './policy-messages.ts';

const t = createTranslate('en');
const path = '/etc/callpath/policy.json';
const wrong = (place: string): PolicyProblem => ({ code: 'wrong-member', place, reason: 'x' });
const writable: PolicyProblem = { code: 'writable-by-users', place: path, reason: '' };

function noticesOf(...problems: PolicyProblem[]) {
  return policyNotices({ ...noPolicy(path), state: 'active', problems }, t);
}

describe('policyNotices', () => {
  it('says nothing of a policy that is right', () => {
    expect(noticesOf()).toEqual([]);
  });

  it('names one wrong member by its place', () => {
    expect(noticesOf(wrong('locale'))).toEqual([problemText(wrong('locale'), t)]);
    expect(noticesOf(wrong('locale'))[0]).toContain('locale');
  });

  it('says in one sentence that there are several, and by itself who may write the file', () => {
    const notices = noticesOf(wrong('locale'), writable, wrong('servers.stun[0]'));
    expect(notices).toEqual([problemText(writable, t), t('policy.severalProblems', { path })]);
  });
});
