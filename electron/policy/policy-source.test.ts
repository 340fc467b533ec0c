import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PolicySource } from './policy-source.ts';
import { readPolicy } from './read-policy.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callpath-policy-'));
  file = path.join(folder, 'policy.json');
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** As an editor or a deployment does: the whole file at once. */
function put(content: unknown): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  fs.writeFileSync(`${file}.new`, text);
  fs.renameSync(`${file}.new`, file);
}

describe('PolicySource', () => {
  it('reads a file once while it stays the same', () => {
    put({ locale: 'en' });
    const read = vi.fn(readPolicy);
    const source = new PolicySource(file, { read });
    expect(source.current()).toBe(source.current());
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('knows at once of a policy that comes, changes and goes', () => {
    const source = new PolicySource(file);
    expect(source.current().state).toBe('none');
    put({ locale: 'en' });
    expect(source.current()).toMatchObject({ state: 'active', named: ['locale'] });
    put({ supportContact: 'help@example.org' });
    expect(source.current()).toMatchObject({ state: 'active', named: ['supportContact'] });
    fs.rmSync(file);
    expect(source.current()).toMatchObject({ state: 'none', named: [] });
  });

  it('tells each reading once, for the log', () => {
    const states: string[] = [];
    const source = new PolicySource(file, { onRead: ({ state }) => states.push(state) });
    source.current();
    source.current();
    put('no policy');
    source.current();
    source.current();
    expect(states).toEqual(['none', 'broken']);
  });

  it('knows of a credential that was changed, though the policy was not', () => {
    const credentialFile = path.join(folder, 'credential');
    fs.writeFileSync(credentialFile, 'first');
    const turn = [{ uri: 'turn:turn.example.org', username: 'anna', credentialFile }];
    put({ servers: { turn } });
    const source = new PolicySource(file);
    expect([...source.current().credentials.values()]).toEqual(['first']);
    fs.writeFileSync(credentialFile, 'the second');
    expect([...source.current().credentials.values()]).toEqual(['the second']);
  });

  it('keeps what was locked while the file is broken, and says so', () => {
    put({ locale: 'en', organisation: 'Contoso IT' });
    const source = new PolicySource(file);
    source.current();
    put('{ "locale": ');
    const broken = source.current();
    expect(broken).toMatchObject({ state: 'broken', named: ['locale'], policy: { locale: 'en' } });
    expect(broken.problems.map(({ code }) => code)).toEqual(['not-json', 'previous-in-effect']);
    put('{ "locale": "en", ');
    expect(source.current().problems).toHaveLength(2);
    put({ locale: 'zh-CN' });
    expect(source.current()).toMatchObject({ state: 'active', policy: { locale: 'zh-CN' } });
  });

  it('is not surprised by a file that is broken from the start', () => {
    put('no policy');
    const source = new PolicySource(file);
    expect(source.current()).toMatchObject({ state: 'broken', policy: {} });
    put({ locale: 'en' });
    expect(source.current().state).toBe('active');
  });
});
