import { describe, expect, it } from 'vitest';
import type { Policy, SettingName } from '../../shared/policy.ts';
import { settingNames } from '../../shared/policy.ts';
import { defaultProfile, type Profile } from '../../shared/profile.ts';
import { fullRedaction, noRedaction } from '../../shared/redaction.ts';
import { probeKinds } from '../../shared/report.ts';
import { atLeast, effectiveConfiguration } from './effective.ts';
import { noPolicy, type PolicyFile } from './policy-file.ts';

function policyFile(policy: Policy, more: Partial<PolicyFile> = {}): PolicyFile {
  const named = settingNames.filter((name) => Object.hasOwn(policy, name));
  return { ...noPolicy('/etc/callpath/policy.json'), state: 'active', policy, named, ...more };
}

const policy: Policy = {
  servers: { stun: ['stun:policy.example.org'] },
  probes: { forbidden: ['turn.audit'] },
  budgets: { deadlineSec: 10 },
  locale: 'en',
  supportContact: 'policy@example.org',
  redaction: { ...noRedaction, addresses: true },
  exportFolder: '/srv/policy',
  retention: { maxAgeDays: 30, maxSizeMiB: null },
  updates: { enabled: true, url: 'https://policy.example.org/' },
};

const user: Profile = {
  ...defaultProfile,
  stun: ['stun:user.example.org'],
  probes: ['stun.binding', 'turn.audit'],
  budgets: { deadlineSec: 500 },
  locale: 'zh-CN',
  supportContact: 'user@example.org',
  redaction: { ...noRedaction, names: true },
  exportFolder: '/home/user',
  updates: { enabled: false },
};
const retention = { maxAgeDays: null, maxSizeMiB: 100 };

function sourcesOf(file: PolicyFile, profile: Profile, chosen: typeof retention | null = null) {
  const effective = effectiveConfiguration({ policyFile: file, profile, retention: chosen });
  return Object.fromEntries(settingNames.map((name) => [name, effective[name].source]));
}

const all = (source: string) => Object.fromEntries(settingNames.map((name) => [name, source]));

describe('effectiveConfiguration', () => {
  it('takes what the policy locks from the policy, whatever the user chose', () => {
    expect(sourcesOf(policyFile(policy), user, retention)).toEqual(all('policy'));
  });

  it('takes what the policy leaves to the user from the user, and from the policy until then', () => {
    const open = policyFile({ ...policy, mayChange: [...settingNames] });
    expect(sourcesOf(open, user, retention)).toEqual(all('user'));
    expect(sourcesOf(open, defaultProfile)).toEqual(all('policy'));
  });

  it('takes what nobody chose from what is built in', () => {
    const none = noPolicy('/etc/callpath/policy.json');
    expect(sourcesOf(none, defaultProfile)).toEqual(all('built-in'));
    expect(sourcesOf(none, user, retention)).toEqual(all('user'));
  });

  it.each(settingNames)(
    'locks %s at what is built in where its value is wrong',
    (name: SettingName) => {
      const file = policyFile({}, { named: [name], damaged: [name] });
      const setting = effectiveConfiguration({ policyFile: file, profile: user, retention })[name];
      expect(setting).toMatchObject({ source: 'built-in', locked: true });
    },
  );

  it('has the safe choice for what is wrong: everything replaced, no updates, no tests that take offence', () => {
    const damaged = ['redaction', 'updates', 'probes', 'retention'] as const;
    const half = { updates: { enabled: true }, retention: { maxAgeDays: 1, maxSizeMiB: null } };
    const file = policyFile(half, { named: [...damaged], damaged: [...damaged] });
    const effective = effectiveConfiguration({ policyFile: file, profile: user, retention });
    expect(effective.redaction.value).toEqual(fullRedaction);
    expect(effective.updates.value).toEqual({ enabled: false, url: null });
    expect(effective.probes.value.allowed).not.toContain('nat.hairpinning');
    expect(effective.probes.value.allowed).toContain('stun.binding');
    // What was removed does not come back.
    expect(effective.retention.value).toEqual({ maxAgeDays: null, maxSizeMiB: null });
  });

  it('replaces what a half redaction does not speak of', () => {
    const half = { redaction: { names: false } } as unknown as Policy;
    const file = policyFile(half, { damaged: ['redaction'] });
    const { redaction } = effectiveConfiguration({ policyFile: file, profile: user });
    expect(redaction.value).toEqual({ ...fullRedaction, names: false });
  });

  it('turns updates off, for the user as well, where the file is broken', () => {
    const broken: PolicyFile = { ...noPolicy('/etc/callpath/policy.json'), state: 'broken' };
    const profile = { ...user, updates: { enabled: true } };
    const { updates, servers } = effectiveConfiguration({ policyFile: broken, profile });
    expect(updates).toEqual({
      value: { enabled: false, url: null },
      source: 'built-in',
      locked: true,
    });
    expect(servers.source).toBe('user');
  });

  it('lets a user who may turn updates on have them from where the policy says', () => {
    const { enabled: _, ...where } = { enabled: false, url: 'https://policy.example.org/' };
    const file = policyFile({ updates: { enabled: false, ...where }, mayChange: ['updates'] });
    const profile = { ...user, updates: { enabled: true } };
    const { updates } = effectiveConfiguration({ policyFile: file, profile });
    expect(updates.value).toEqual({ enabled: true, url: 'https://policy.example.org/' });
  });

  it('lets a user choose from the tests that are allowed, and no other', () => {
    const { probes } = effectiveConfiguration({ policyFile: policyFile(policy), profile: user });
    expect(probes.value.run).toEqual(['stun.binding']);
    expect(probes.value.allowed).toEqual(probeKinds.filter((kind) => kind !== 'turn.audit'));
  });

  it('forbids what is forbidden and allowed', () => {
    const both: Policy = {
      probes: { allowed: ['stun.binding', 'nat.mapping'], forbidden: ['nat.mapping'] },
    };
    const { probes } = effectiveConfiguration({ policyFile: policyFile(both), profile: user });
    expect(probes.value.allowed).toEqual(['stun.binding']);
  });

  it('fills in the credentials of the policy’s servers', () => {
    const turn = [
      { uri: 'turn:a.example.org', username: 'a', credentialFile: '/etc/callpath/a' },
      { uri: 'turn:b.example.org', username: 'b', ask: true as const },
    ];
    const file = policyFile(
      { servers: { turn } },
      { credentials: new Map([['/etc/callpath/a', 'opensesame']]) },
    );
    const { servers } = effectiveConfiguration({ policyFile: file, profile: defaultProfile });
    expect(servers.value.turn.map(({ credential }) => credential)).toEqual([
      'opensesame',
      undefined,
    ]);
  });
});

describe('atLeast', () => {
  const value = { ...noRedaction, addresses: true };

  it('adds what is locked to what was asked for', () => {
    const locked = { value, source: 'policy', locked: true } as const;
    const asked = { ...noRedaction, ticket: true };
    expect(atLeast(locked, asked)).toEqual({ ...noRedaction, addresses: true, ticket: true });
  });

  it('leaves what was asked for as it is where nothing is locked', () => {
    expect(atLeast({ value, source: 'policy', locked: false }, noRedaction)).toEqual(noRedaction);
  });
});
