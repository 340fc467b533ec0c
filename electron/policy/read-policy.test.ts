import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { type Policy, settingNames } from '../../shared/policy.ts';
import { defaultProfile, type Profile } from '../../shared/profile.ts';
import { effectiveConfiguration } from './effective.ts';
import { problemText } from './policy-messages.ts';
import { type PolicyDisk, readPolicy } from './read-policy.ts';
import { readSmallFile } from './small-file.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-policy-'));
  file = path.join(folder, 'policy.json');
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Where it lies and who runs the test is nothing to this. */
const disk: PolicyDisk = { read: readSmallFile, writableByUsers: () => [] };

function read(content: unknown) {
  const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : undefined;
  fs.writeFileSync(file, text ?? JSON.stringify(content));
  return readPolicy(file, disk);
}

function codesOf(content: unknown) {
  return read(content).problems.map(({ code }) => code);
}

const policy = {
  organisation: 'Contoso IT',
  servers: {
    stun: ['stun:stun.example.org'],
    turn: [{ uri: 'turn:turn.example.org', username: 'anna', credential: 'opensesame' }],
  },
  probes: { forbidden: ['nat.hairpinning'] },
  budgets: { deadlineSec: 10 },
  locale: 'en',
  supportContact: 'help@example.org',
  redaction: { addresses: true, names: false, wifi: true, ticket: false },
  exportFolder: '/srv/reports',
  retention: { maxAgeDays: 30, maxSizeMiB: null },
  updates: { enabled: true, url: 'https://updates.example.org/' },
  mayChange: ['locale'],
} as const;

describe('readPolicy', () => {
  it('reads every member, and names what it decides', () => {
    expect(read(policy)).toMatchObject({
      state: 'active',
      policy,
      problems: [],
      named: settingNames,
      damaged: [],
    });
  });

  it('finds none where there is none, and nothing wrong with that', () => {
    expect(readPolicy(file, disk)).toMatchObject({ state: 'none', problems: [], named: [] });
    const nowhere = path.join(folder, 'not', 'there', 'policy.json');
    expect(readPolicy(nowhere, disk)).toMatchObject({ state: 'none' });
  });

  it.each([
    ['no JSON', '{ "servers": [', 'not-json'],
    ['nothing', '', 'not-json'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'not-json'],
    ['a list', '[]', 'not-an-object'],
    ['null', 'null', 'not-an-object'],
    ['a number', '7', 'not-an-object'],
    ['10 MB', `{"organisation":"${'x'.repeat(10_000_000)}"}`, 'too-large'],
  ])('is broken by %s', (_, content, code) => {
    expect(read(content)).toMatchObject({ state: 'broken', policy: {}, problems: [{ code }] });
  });

  it('is broken by a folder in the place of the file', () => {
    fs.mkdirSync(file);
    expect(readPolicy(file, disk)).toMatchObject({
      state: 'broken',
      problems: [{ code: 'not-a-file', place: file }],
    });
  });

  it.skipIf(process.platform === 'win32')('is broken by a pipe, and does not wait for it', () => {
    execFileSync('mkfifo', [file]);
    expect(readPolicy(file, disk)).toMatchObject({
      state: 'broken',
      problems: [{ code: 'not-a-file' }],
    });
  });

  it('is broken where it may not be read', () => {
    const reason = 'EACCES: permission denied';
    const locked: PolicyDisk = {
      ...disk,
      read: () => ({ ok: false, code: 'unreadable', reason }),
    };
    expect(readPolicy(file, locked)).toMatchObject({
      state: 'broken',
      problems: [{ code: 'unreadable', place: file, reason }],
    });
  });

  describe.skipIf(process.platform === 'win32')('with a link', () => {
    let elsewhere: string;

    beforeEach(() => {
      elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-elsewhere-'));
      fs.writeFileSync(path.join(elsewhere, 'policy.json'), JSON.stringify(policy));
    });
    afterEach(() => {
      fs.rmSync(elsewhere, { recursive: true, force: true });
    });

    it('to elsewhere is broken', () => {
      fs.symlinkSync(path.join(elsewhere, 'policy.json'), file);
      expect(readPolicy(file, disk)).toMatchObject({
        state: 'broken',
        policy: {},
        problems: [{ code: 'linked', place: file }],
      });
    });

    it.each(['nothing.json', 'policy.json'])(
      'to nothing, or to itself (%s), is broken',
      (target) => {
        fs.symlinkSync(target, file);
        expect(readPolicy(file, disk)).toMatchObject({
          state: 'broken',
          problems: [{ code: 'linked' }],
        });
      },
    );

    it('within its folder, or to its folder, is as good as the file', () => {
      fs.writeFileSync(path.join(folder, 'policy-2.json'), JSON.stringify(policy));
      fs.symlinkSync('policy-2.json', file);
      expect(readPolicy(file, disk)).toMatchObject({ state: 'active', problems: [] });
      const linked = path.join(folder, 'linked');
      fs.symlinkSync(elsewhere, linked);
      const inLinked = readPolicy(path.join(linked, 'policy.json'), disk);
      expect(inLinked).toMatchObject({ state: 'active', problems: [] });
    });
  });

  it('takes what Windows writes: a mark before UTF-8, and UTF-16', () => {
    const text = JSON.stringify(policy);
    expect(read(`\ufeff${text}`)).toMatchObject({ state: 'active', problems: [] });
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(read(utf16)).toMatchObject({ state: 'active', policy, problems: [] });
  });

  it.each([
    ['{\n  "locale": "en",\n  "organisation": x\n}', 'line 3'],
    ['{\n  "locale": "en"\n', 'line 3'],
    ['{\n  "locale": "en"\n  "organisation": "x"\n}', 'line 3'],
    ['nonsense', 'line 1'],
  ])('says in which line %j is no JSON', (text, reason) => {
    expect(read(text).problems).toMatchObject([{ code: 'not-json', reason }]);
  });

  it('leaves out what is wrong in a list, and names its place', () => {
    const { policy: kept, problems } = read({
      servers: {
        stun: ['stun:stun.example.org', 'http://example.org', 7],
        turn: [{ uri: 'turn:turn.example.org', username: 'anna' }],
      },
      probes: { forbidden: ['nat.lifetime', 'nat.lifetimes'] },
    });
    expect(kept).toEqual({
      servers: { stun: ['stun:stun.example.org'], turn: [] },
      probes: { forbidden: ['nat.lifetime'] },
    });
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['wrong-member', 'servers.stun[1]'],
      ['wrong-member', 'servers.stun[2]'],
      ['wrong-member', 'servers.turn[0]'],
      ['wrong-member', 'probes.forbidden[1]'],
    ]);
  });

  it('leaves out members that do not exist, at the top and below, and keeps the others', () => {
    const {
      policy: kept,
      problems,
      damaged,
    } = read({
      server: {},
      locale: 'en',
      updates: { enabled: true, channel: 'beta' },
    });
    expect(kept).toEqual({ locale: 'en', updates: { enabled: true } });
    expect(problems).toMatchObject([
      { code: 'unknown-member', place: 'server' },
      { code: 'unknown-member', place: 'updates.channel' },
    ]);
    expect(damaged).toEqual([]);
  });

  it('is not moved by members that JavaScript has a meaning for', () => {
    const text = '{"__proto__":{"locale":"en"},"constructor":1,"toString":2}';
    expect(read(text)).toMatchObject({ state: 'active', named: [] });
    expect(codesOf(text)).toEqual(Array(3).fill('unknown-member'));
  });

  it('tells the first problems of many, and how many more there are', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`m${String(at)}`, at]),
    );
    const { problems } = read(many);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatchObject({ code: 'more-problems', place: '4980' });
  });

  it('names settings whose value is wrong: they are not the user’s', () => {
    const wrong = Object.fromEntries(settingNames.map((name) => [name, null]));
    expect(read(wrong)).toMatchObject({ named: settingNames, damaged: settingNames, policy: {} });
  });

  it('says which places ordinary users may write, and is in effect all the same', () => {
    fs.writeFileSync(file, JSON.stringify(policy));
    const found = readPolicy(file, { ...disk, writableByUsers: (place) => [place] });
    expect(found).toMatchObject({
      state: 'active',
      policy,
      problems: [{ code: 'writable-by-users', place: file }],
    });
  });

  it('reads credentials from their files, without the line end', () => {
    const credentialFile = path.join(folder, 'turn-credential');
    fs.writeFileSync(credentialFile, 'correct horse\n');
    const turn = [{ uri: 'turn:turn.example.org', username: 'anna', credentialFile }];
    const { credentials, problems } = read({ servers: { turn } });
    expect(problems).toEqual([]);
    expect([...credentials]).toEqual([[credentialFile, 'correct horse']]);
  });

  it.each([
    ['is missing', undefined],
    ['is empty', '\n'],
    ['is too large', 'x'.repeat(5000)],
  ])('says that a credential file %s', (_, content) => {
    const credentialFile = path.join(folder, 'turn-credential');
    if (content !== undefined) fs.writeFileSync(credentialFile, content);
    const turn = [{ uri: 'turn:turn.example.org', username: 'anna', credentialFile }];
    const { credentials, problems } = read({ servers: { turn } });
    expect(credentials.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'credential-unreadable', place: credentialFile }]);
  });
});

describe('whatever a policy file holds', { timeout: 60_000 }, () => {
  const user: Profile = {
    ...defaultProfile,
    stun: ['stun:of-the-user.example.org'],
    locale: 'zh-CN',
    supportContact: 'user@example.org',
    exportFolder: '/home/user',
    updates: { enabled: true, url: 'https://of-the-user.example.org/' },
    redaction: { addresses: false, names: false, wifi: false, ticket: false },
  };
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(...Object.values(policy)),
  );
  const garbled = fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(policy)), fc.string()),
    anything,
    { maxKeys: 12 },
  );

  it('it never throws, and says something of every file that is broken', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          garbled.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const { state, problems } = read(text);
          expect(state === 'broken' ? problems.length : 1).toBeGreaterThan(0);
          for (const problem of problems)
            expect(problemText(problem, createTranslate('en'))).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('it never throws for bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(['broken', 'active']).toContain(read(Buffer.from(bytes)).state);
      }),
      { numRuns: 200 },
    );
  });

  it('what it names stays locked, and no value of the user gets through', () => {
    fc.assert(
      fc.property(garbled, (value) => {
        const policyFile = read(value);
        const effective = effectiveConfiguration({ policyFile, profile: user });
        const allowed = (policyFile.policy as Policy).mayChange ?? [];
        for (const name of settingNames.filter((one) => Object.hasOwn(value, one))) {
          expect(effective[name].locked).toBe(!allowed.includes(name));
          if (effective[name].locked) expect(effective[name].source).not.toBe('user');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('no problem tells a secret, wherever it stands', () => {
    const secret = 'correct-horse-battery';
    const wrong: unknown[] = [
      { servers: { turn: [{ uri: 'turn:a.example.org', username: 'a', credential: [secret] }] } },
      { servers: { turn: [secret] } },
      { servers: { turn: secret } },
      { servers: { turn: [{ uri: `turn:a:${secret}@a.example.org`, username: 'a', ask: true }] } },
      { servers: { stun: [secret] } },
      { locale: secret, supportContact: { credential: secret }, mayChange: [secret] },
      `{"credential":"${secret}"`,
      `{"credential":"${secret}" x}`,
      `{"credential":'${secret}'}`,
      `"${secret}" x`,
      secret,
    ];
    for (const content of wrong) {
      const { problems } = read(content);
      expect(problems.length).toBeGreaterThan(0);
      expect(JSON.stringify(problems)).not.toContain(secret.slice(0, 7));
    }
  });
});
