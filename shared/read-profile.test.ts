import { describe, expect, it } from 'vitest';
import { readProfile } from './read-profile.ts';

function read(profile: unknown) {
  return readProfile(JSON.stringify(profile), 'office.json');
}

function messageOf(profile: unknown): string {
  const result = read(profile);
  return result.ok ? '' : result.message;
}

describe('readProfile', () => {
  it('fills in what a profile leaves out', () => {
    expect(read({ stun: ['stun:stun.example.org'] })).toEqual({
      ok: true,
      value: { name: 'custom', stun: ['stun:stun.example.org'], turn: [], budgets: {} },
    });
  });

  it('names the file when it is not JSON', () => {
    const result = readProfile('{ "stun": [', 'office.json');
    expect(result).toMatchObject({ ok: false, code: 'profile-not-json' });
    expect(!result.ok && result.message).toContain('office.json is not valid JSON');
  });

  it('names an unknown member and the known ones', () => {
    expect(messageOf({ stuns: [] })).toContain(
      'stuns: there is no such member. Known are name, stun',
    );
  });

  it('names the place of a bad URI and how it is right', () => {
    const message = messageOf({ stun: ['stun:ok.example', 'stun://bad.example'] });
    expect(message).toContain('stun.1: "stun://bad.example" is not a server address');
    expect(message).toContain('stun:stun.example.org:3478');
  });

  it('refuses a TURN server without a credential, and a turn URI among the STUN servers', () => {
    const turn = [{ uri: 'turn:turn.example.org', username: 'anna' }];
    expect(messageOf({ turn })).toContain('A TURN server needs a "credential"');
    expect(messageOf({ stun: ['turn:turn.example.org'] })).toContain('stun.0');
  });

  it('takes a REST secret for a credential where the server says so', () => {
    const server = { uri: 'turn:t.example', username: 'anna', credential: 'secret' };
    const turn = [
      { ...server, rest: {} },
      { ...server, rest: { ttlSec: 600 } },
    ];
    expect(read({ turn })).toMatchObject({ ok: true, value: { turn } });
    expect(messageOf({ turn: [{ ...server, rest: { ttlSec: 0 } }] })).toContain('turn.0.rest');
  });

  it('refuses what is no object at all', () => {
    expect(messageOf([])).toContain('the whole file');
    expect(messageOf(null)).toContain('the whole file');
  });

  it('tells every problem at once', () => {
    const message = messageOf({ stun: ['x'], turn: [{}], budgets: { deadlineSec: 0 } });
    expect(message).toContain('stun.0');
    expect(message).toContain('turn.0.uri');
    expect(message).toContain('budgets.deadlineSec');
  });
});
