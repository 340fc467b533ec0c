import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { type Policy, settingNames } from '../../shared/policy.ts';
import { defaultProfile } from '../../shared/profile.ts';
import { noRedaction } from '../../shared/redaction.ts';
import { ProfileStore } from '../profiles.ts';
import { Configuration } from './configuration.ts';
import { noPolicy, type PolicyFile } from './policy-file.ts';

const t = createTranslate('en');
let folder: string;
let profiles: ProfileStore;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-configuration-'));
  const secrets = new Map<string, string>();
  profiles = new ProfileStore(path.join(folder, 'profile.json'), defaultProfile, {
    persistent: true,
    get: (ref) => secrets.get(ref),
    set: (ref, secret) => secrets.set(ref, secret),
    keepOnly: () => undefined,
  });
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function under(policy: Policy, more: Partial<PolicyFile> = {}): Configuration {
  const named = settingNames.filter((name) => Object.hasOwn(policy, name));
  const file = {
    ...noPolicy('/etc/callpath/policy.json'),
    state: 'active',
    policy,
    named,
  } as const;
  return new Configuration(profiles, () => ({ ...file, ...more }));
}

const turn = { uri: 'turn:policy.example.org', username: 'anna', credential: 'opensesame' };
const servers = { stun: ['stun:policy.example.org'], turn: [turn] };

describe('Configuration', () => {
  it('shows the servers of the policy instead of the user’s, without their credentials', () => {
    profiles.add({ type: 'stun', uri: 'stun:user.example.org' });
    const views = under({ servers }).views();
    expect(views).toMatchObject([
      { uri: 'stun:policy.example.org', isPreset: true, credential: 'none' },
      { uri: 'turn:policy.example.org', isPreset: true, credential: 'stored', username: 'anna' },
    ]);
    expect(JSON.stringify(views)).not.toContain('opensesame');
  });

  it('checks against the servers of the policy, with their credentials', () => {
    profiles.add({ type: 'stun', uri: 'stun:user.example.org' });
    const profile = under({ servers }).profile();
    expect(profile).toMatchObject({ stun: servers.stun, turn: [turn] });
  });

  it('uses the user’s servers, with their stored credentials, where they may be changed', () => {
    const configuration = under({ servers, mayChange: ['servers'] });
    expect(configuration.profile().stun).toEqual(servers.stun);
    const { uri, username, credential } = turn;
    profiles.add({ type: 'turn', uri: 'turn:user.example.org', username, credential });
    expect(configuration.profile()).toMatchObject({
      stun: [],
      turn: [{ uri: 'turn:user.example.org', credential: 'opensesame' }],
    });
    expect(configuration.views()).toMatchObject([{ isPreset: false }]);
    expect(uri).not.toBe('turn:user.example.org');
  });

  it('shows that a credential is missing which is asked for, or whose file cannot be read', () => {
    const { uri, username } = turn;
    const asked = under({ servers: { turn: [{ uri, username, ask: true }] } });
    expect(asked.views()).toMatchObject([{ credential: 'missing' }]);
    const credentialFile = '/etc/callpath/gone';
    const unread = under({ servers: { turn: [{ uri, username, credentialFile }] } });
    expect(unread.views()).toMatchObject([{ credential: 'missing' }]);
    expect(unread.profile().turn).toEqual([{ uri, username }]);
  });

  it('gives one server of the policy alone for a test, by an id that stays the same', () => {
    const configuration = under({ servers });
    const [stunId = '', turnId = ''] = configuration.views().map(({ id }) => id);
    expect(configuration.only(turnId, t)).toMatchObject({ value: { stun: [], turn: [turn] } });
    expect(configuration.only(stunId, t)).toMatchObject({
      value: { stun: servers.stun, turn: [] },
    });
    const changed = under({ servers: { turn: [turn] } });
    expect(changed.only(turnId, t)).toMatchObject({ ok: true });
    expect(changed.only(stunId, t)).toMatchObject({ ok: false, code: 'server-not-found' });
  });

  it('gives one server of the user alone under the time limits of the policy', () => {
    profiles.add({ type: 'stun', uri: 'stun:user.example.org' });
    const configuration = under({ budgets: { deadlineSec: 3 } });
    const [view] = configuration.views();
    expect(configuration.only(view?.id ?? '', t)).toMatchObject({
      value: { stun: ['stun:user.example.org'], budgets: { deadlineSec: 3 } },
    });
  });

  it('refuses what is locked, and names who decided and where', () => {
    const configuration = under({ locale: 'en', organisation: 'Contoso IT' });
    expect(configuration.refusal('servers', t)).toBeNull();
    const refusal = configuration.refusal('locale', t);
    expect(refusal).toMatchObject({ ok: false, code: 'locked-by-policy' });
    expect(refusal?.message).toContain('Contoso IT');
    expect(refusal?.message).toContain('/etc/callpath/policy.json');
  });

  it('refuses tests that are forbidden, and names them', () => {
    const configuration = under({ probes: { forbidden: ['nat.lifetime', 'turn.audit'] } });
    expect(configuration.probesRefusal(['stun.binding', 'nat.mapping'], t)).toBeNull();
    const refusal = configuration.probesRefusal(['stun.binding', 'turn.audit'], t);
    expect(refusal).toMatchObject({ code: 'forbidden-by-policy' });
    expect(refusal?.message).toContain('turn.audit');
    expect(refusal?.message).not.toContain('stun.binding');
  });

  it('replaces at least what is locked', () => {
    const redaction = { ...noRedaction, addresses: true };
    expect(under({ redaction }).redactionOf(noRedaction)).toEqual(redaction);
    const open = under({ redaction, mayChange: ['redaction'] });
    expect(open.redactionOf(noRedaction)).toEqual(noRedaction);
  });

  it('tells the window what is locked, and what is wrong in its language', () => {
    const problems = [{ code: 'linked', place: '/etc/callpath/policy.json', reason: '' }] as const;
    const broken = under({}, { state: 'broken', problems: [...problems] });
    const view = broken.policyView(createTranslate('zh-CN'));
    expect(view).toMatchObject({ state: 'broken', organisation: null, locked: ['updates'] });
    expect(view.problems[0]).toMatch(/策略.*\/etc\/callpath\/policy\.json/);
  });

  it('does not ask the secret storage for what is only looked at', () => {
    const asked = new ProfileStore(
      path.join(folder, 'profile.json'),
      { ...defaultProfile, turn: [{ uri: turn.uri, username: 'anna', secretRef: 'r' }] },
      {
        persistent: true,
        get: () => {
          throw new Error('asked');
        },
        set: () => undefined,
        keepOnly: () => undefined,
      },
    );
    const configuration = new Configuration(asked, () => noPolicy('/etc/callpath/policy.json'));
    expect(configuration.effective().servers.source).toBe('user');
    expect(() => configuration.profile()).toThrow('asked');
  });
});
