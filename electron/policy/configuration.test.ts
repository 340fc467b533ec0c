import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { success } from '../../shared/outcome.ts';
import { type Policy, settingNames } from '../../shared/policy.ts';
import { defaultProfile, type Profile } from '../../shared/profile.ts';
import { noRedaction } from '../../shared/redaction.ts';
import { Configuration, type OwnProfile } from './configuration.ts';
import { noPolicy, type PolicyFile } from './policy-file.ts';

const t = createTranslate('en');
const userStun = 'stun:user.example.org';

/** A user with these servers, as the store of profiles has them. */
function user({ stun = [], turn: own = [] }: Partial<Profile> = {}): OwnProfile {
  const profile = { ...defaultProfile, stun, turn: own };
  return {
    withoutSecrets: () => ({
      ...profile,
      turn: own.map(({ credential: _, ...server }) => ({ ...server, secretRef: 'kept' })),
    }),
    get: () => profile,
    views: () => [
      {
        id: 'own',
        type: 'stun',
        uri: userStun,
        username: null,
        credential: 'none',
        isPreset: false,
      },
    ],
    only: () => success({ ...defaultProfile, stun: [userStun] }),
  };
}

function under(policy: Policy, own = user(), more: Partial<PolicyFile> = {}): Configuration {
  const named = settingNames.filter((name) => Object.hasOwn(policy, name));
  const file = {
    ...noPolicy('/etc/callpath/policy.json'),
    state: 'active',
    policy,
    named,
  } as const;
  return new Configuration(own, () => ({ ...file, ...more }));
}

const turn = { uri: 'turn:policy.example.org', username: 'anna', credential: 'opensesame' };
const servers = { stun: ['stun:policy.example.org'], turn: [turn] };

describe('Configuration', () => {
  it('shows the servers of the policy instead of the user’s, without their credentials', () => {
    const views = under({ servers }, user({ stun: [userStun] })).views();
    expect(views).toMatchObject([
      { uri: 'stun:policy.example.org', isPreset: true, credential: 'none' },
      { uri: 'turn:policy.example.org', isPreset: true, credential: 'stored', username: 'anna' },
    ]);
    expect(JSON.stringify(views)).not.toContain('opensesame');
  });

  it('checks against the servers of the policy, with their credentials', () => {
    const profile = under({ servers }, user({ stun: [userStun] })).profile();
    expect(profile).toMatchObject({ stun: servers.stun, turn: [turn] });
  });

  it('uses the user’s servers, with their stored credentials, where they may be changed', () => {
    const open: Policy = { servers, mayChange: ['servers'] };
    expect(under(open).profile().stun).toEqual(servers.stun);
    const own = { uri: 'turn:user.example.org', username: 'anna', credential: 'of the user' };
    const configuration = under(open, user({ turn: [own] }));
    expect(configuration.profile()).toMatchObject({ stun: [], turn: [own] });
    expect(configuration.views()).toMatchObject([{ isPreset: false }]);
  });

  it('shows that a credential is missing which is asked for, or whose file cannot be read', () => {
    const { uri, username } = turn;
    const asked = under({ servers: { turn: [{ uri, username, ask: true }] } });
    expect(asked.views()).toMatchObject([{ credential: 'ask' }]);
    const credentialFile = '/etc/callpath/gone';
    const unread = under({ servers: { turn: [{ uri, username, credentialFile }] } });
    expect(unread.views()).toMatchObject([{ credential: 'missing' }]);
    expect(unread.profile().turn).toEqual([{ uri, username }]);
  });

  it('asks for what the policy wants asked before a check that signs in, and no longer once it is given', () => {
    const { uri, username } = turn;
    const unreadable = { uri: 'turn:other.example.org', username, credentialFile: '/gone' };
    const configuration = under({ servers: { turn: [{ uri, username, ask: true }, unreadable] } });
    const [needed] = configuration.needed();
    expect(configuration.needed()).toEqual([{ id: needed?.id, uri, username }]);
    expect(configuration.needed({ probes: ['stun.binding'] })).toEqual([]);
    expect(configuration.withoutUnanswered().turn).toEqual([{ uri: unreadable.uri, username }]);
    const id = needed?.id ?? '';
    expect(configuration.give([{ id, credential: 'opensesame' }])).toBe(true);
    expect(configuration.needed()).toEqual([]);
    expect(configuration.profile().turn[0]).toEqual(turn);
    expect(configuration.only(id, t)).toMatchObject({ value: { turn: [turn] } });
    expect(configuration.views()[0]).toMatchObject({ credential: 'memory' });
    expect(JSON.stringify(configuration.views())).not.toContain('opensesame');
  });

  it('asks for nothing where the tests that sign in are forbidden', () => {
    const { uri, username } = turn;
    const forbidden = [
      'turn.allocate',
      'turn.relay',
      'webrtc.gather',
      'webrtc.call',
      'webrtc.media',
    ] as const;
    const servers = { turn: [{ uri, username, ask: true as const }] };
    expect(under({ servers, probes: { forbidden: [...forbidden] } }).needed()).toEqual([]);
  });

  it('takes no answer for a server that is not there', () => {
    const { uri, username } = turn;
    const configuration = under({ servers: { turn: [{ uri, username, ask: true }] } });
    const [needed] = configuration.needed();
    const answers = [needed?.id ?? '', 'another'].map((id) => ({ id, credential: 'opensesame' }));
    expect(configuration.give(answers)).toBe(false);
    expect(configuration.needed()).toEqual([needed]);
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
    const configuration = under({ budgets: { deadlineSec: 3 } }, user({ stun: [userStun] }));
    expect(configuration.only('own', t)).toMatchObject({
      value: { stun: [userStun], budgets: { deadlineSec: 3 } },
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
    const broken = under({}, user(), { state: 'broken', problems: [...problems] });
    const view = broken.policyView(createTranslate('zh-CN'));
    expect(view).toMatchObject({ state: 'broken', organisation: null, locked: ['updates'] });
    expect(view.problems[0]).toMatch(/策略.*\/etc\/callpath\/policy\.json/);
  });

  it('does not ask the secret storage for what is only looked at', () => {
    const locked: OwnProfile = {
      ...user({ stun: [userStun] }),
      get: () => {
        throw new Error('asked');
      },
    };
    const configuration = under({}, locked);
    expect(configuration.effective().servers.source).toBe('user');
    expect(configuration.policyView(t).locked).toEqual([]);
    expect(() => configuration.profile()).toThrow('asked');
  });
});
