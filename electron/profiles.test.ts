import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultProfile } from '../shared/profile.ts';
import { fullRedaction } from '../shared/redaction.ts';
import { loadActiveProfile, ProfileStore, type SecretStore } from './profiles.ts';

let folder: string;
let file: string;
let secrets: Map<string, string>;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-profiles-'));
  file = path.join(folder, 'profile.json');
  secrets = new Map();
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function secretStore(persistent = true): SecretStore {
  return {
    persistent,
    get: (ref) => secrets.get(ref),
    set: (ref, secret) => secrets.set(ref, secret),
    keepOnly: (refs) => {
      for (const ref of secrets.keys()) if (!refs.includes(ref)) secrets.delete(ref);
    },
  };
}

function openStore(persistent = true): ProfileStore {
  const loaded = loadActiveProfile(file);
  return new ProfileStore(file, loaded.ok ? loaded.value : defaultProfile, secretStore(persistent));
}

const turn = {
  type: 'turn',
  uri: 'turn:turn.example.org',
  username: 'anna',
  credential: 'opensesame',
} as const;

describe('ProfileStore', () => {
  it('starts without a file, and writes one with the first server', () => {
    const store = openStore();
    expect(store.views()).toEqual([]);
    expect(store.add({ type: 'stun', uri: 'stun:stun.example.org' })).toMatchObject({ ok: true });
    expect(openStore().views()).toMatchObject([{ type: 'stun', uri: 'stun:stun.example.org' }]);
  });

  it('keeps a credential out of the file and of what the window sees, and gives it to a check', () => {
    const store = openStore();
    store.add(turn);
    expect(fs.readFileSync(file, 'utf8')).not.toContain('opensesame');
    expect(JSON.stringify(store.views())).not.toContain('opensesame');
    expect(store.views()).toMatchObject([{ username: 'anna', credential: 'stored' }]);
    expect(openStore().get().turn).toEqual([
      { uri: turn.uri, username: 'anna', credential: 'opensesame' },
    ]);
  });

  it('says where a credential lives in memory only, and when it is gone', () => {
    const store = openStore(false);
    store.add(turn);
    expect(store.views()).toMatchObject([{ credential: 'memory' }]);
    secrets.clear();
    expect(openStore(false).views()).toMatchObject([{ credential: 'ask' }]);
    expect(openStore(true).views()).toMatchObject([{ credential: 'missing' }]);
    expect(openStore(false).get().turn).toEqual([{ uri: turn.uri, username: 'anna' }]);
  });

  it('wants a credential for a new TURN server, and keeps the stored one on a change', () => {
    const store = openStore();
    const { credential: _secret, ...withoutCredential } = turn;
    expect(store.add(withoutCredential)).toMatchObject({ ok: false, code: 'credential-missing' });
    store.add(turn);
    const id = store.views()[0]?.id ?? '';
    store.update(id, { ...withoutCredential, username: 'berta' });
    expect(store.get().turn).toMatchObject([{ username: 'berta', credential: 'opensesame' }]);
  });

  it('keeps that a credential is a REST secret, also when the server is changed', () => {
    const { uri, username, credential } = turn;
    const server = { uri, username, credential, rest: { ttlSec: 60 } };
    fs.writeFileSync(file, JSON.stringify({ turn: [server] }));
    const store = openStore();
    expect(store.get().turn).toEqual([server]);
    const id = store.views()[0]?.id ?? '';
    store.update(id, { ...turn, username: 'berta', credential: 'another' });
    expect(store.get().turn).toEqual([{ ...server, username: 'berta', credential: 'another' }]);
    expect(fs.readFileSync(file, 'utf8')).not.toContain('another');
  });

  it('restores a removed server where it was', () => {
    const store = openStore();
    for (const host of ['a', 'b', 'c']) store.add({ type: 'stun', uri: `stun:${host}.example` });
    const middle = store.views()[1]?.id ?? '';
    store.remove(middle);
    expect(store.get().stun).toEqual(['stun:a.example', 'stun:c.example']);
    expect(store.restore(middle)).toMatchObject({ ok: true });
    expect(store.get().stun).toEqual(['stun:a.example', 'stun:b.example', 'stun:c.example']);
    expect(store.restore(middle)).toMatchObject({ ok: false, code: 'server-not-found' });
  });

  it('forgets the secrets of servers that are gone at the next start', () => {
    const store = openStore();
    store.add(turn);
    store.remove(store.views()[0]?.id ?? '');
    expect(secrets.size).toBe(1);
    openStore();
    expect(secrets.size).toBe(0);
  });

  it('changes nothing when the file cannot be written, and says so', () => {
    const store = openStore();
    store.add({ type: 'stun', uri: 'stun:a.example' });
    fs.rmSync(file);
    fs.mkdirSync(file);
    const added = store.add({ type: 'stun', uri: 'stun:b.example' });
    expect(added).toMatchObject({ ok: false, code: 'profile-not-saved' });
    expect(store.get().stun).toEqual(['stun:a.example']);
    expect(fs.readdirSync(folder)).toEqual(['profile.json']);
  });

  it('keeps choices of the user, and forgets one that is taken back', () => {
    const store = openStore();
    store.setUserSetting({ setting: 'redaction', value: fullRedaction });
    store.setUserSetting({ setting: 'exportFolder', value: '/home/anna/reports' });
    expect(openStore().get()).toMatchObject({
      redaction: fullRedaction,
      exportFolder: '/home/anna/reports',
    });
    store.setUserSetting({ setting: 'redaction', value: null });
    expect(openStore().get().redaction).toBeUndefined();
  });

  it('turns updates on and off, and leaves where they come from as the file says', () => {
    const url = 'https://updates.example.org/';
    fs.writeFileSync(file, JSON.stringify({ updates: { enabled: false, url } }));
    const store = openStore();
    store.setUserSetting({ setting: 'updates', value: { enabled: true } });
    expect(openStore().get().updates).toEqual({ enabled: true, url });
  });

  it('does not act on a choice that could not be saved', () => {
    const store = openStore();
    fs.mkdirSync(file);
    expect(store.setLocale('zh-CN')).toMatchObject({ ok: false, code: 'profile-not-saved' });
    expect(store.setUserSetting({ setting: 'supportContact', value: 'x' })).toMatchObject({
      ok: false,
    });
    expect(store.withoutSecrets()).toMatchObject({ stun: [], turn: [] });
    expect(store.locale).toBe('system');
    expect(store.get().supportContact).toBeUndefined();
  });

  it('starts where secrets that nobody needs cannot be forgotten', () => {
    const store = new ProfileStore(file, defaultProfile, {
      ...secretStore(),
      keepOnly: () => {
        throw new Error('read-only');
      },
    });
    expect(store.views()).toEqual([]);
  });

  it('says that a password could not be stored, and adds nothing', () => {
    const store = new ProfileStore(file, defaultProfile, {
      ...secretStore(),
      set: () => {
        throw new Error('disk full');
      },
    });
    const added = store.add(turn);
    expect(added).toMatchObject({ ok: false, code: 'profile-not-saved' });
    expect(!added.ok && added.message).toContain('disk full');
    expect(store.views()).toEqual([]);
  });

  it('gives one server alone for a test', () => {
    const store = openStore();
    store.add({ type: 'stun', uri: 'stun:a.example' });
    store.add(turn);
    const [stunId, turnId] = store.views().map(({ id }) => id);
    expect(store.only(stunId ?? '')).toMatchObject({
      value: { stun: ['stun:a.example'], turn: [] },
    });
    expect(store.only(turnId ?? '')).toMatchObject({
      value: { stun: [], turn: [{ username: 'anna' }] },
    });
  });
});

describe('loadActiveProfile', () => {
  it('does not take a file that cannot be looked at for one that is not there', () => {
    const loop = path.join(folder, 'loop.json');
    fs.symlinkSync('loop.json', loop);
    expect(loadActiveProfile(loop)).toMatchObject({ ok: false, code: 'profile-unreadable' });
    expect(loadActiveProfile(file)).toEqual({ ok: true, value: defaultProfile });
  });
});
