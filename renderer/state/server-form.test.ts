import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { checkServerForm, type ServerForm, serverInputOf, typeOfUri } from './server-form.ts';

function form(overrides: Partial<ServerForm>): ServerForm {
  return { type: 'stun', uri: 'stun:stun.example.org', username: '', credential: '', ...overrides };
}

const t = createTranslate('en');
const turn = form({ type: 'turn', uri: 'turn:turn.example.org', username: 'a', credential: 'b' });

describe('checkServerForm', () => {
  it('accepts what is right', () => {
    expect(checkServerForm(form({}), false)).toEqual({});
    expect(checkServerForm(turn, false)).toEqual({});
  });

  it.each([
    ['', 'empty'],
    ['stun.example.org', 'scheme'],
    ['stun://stun.example.org', 'slashes'],
    ['stun:300.1.1.1', 'host'],
    ['stun:stun.example.org:0', 'port'],
    ['turn:turn.example.org?transport=sctp', 'transport'],
    ['stun:stun.example.org?transport=udp', 'transport-not-allowed'],
    ['turns:turn.example.org?transport=udp', 'dtls'],
    ['turn:turn.example.org?x=1', 'query'],
    ['stun:anna@stun.example.org', 'characters'],
  ])('says what is wrong with "%s" in a sentence of its own', (uri, problem) => {
    const key = checkServerForm({ ...turn, type: typeOfUri(uri) ?? 'stun', uri }, false).uri;
    expect(key).toBe(`window.server.problem.${problem}`);
    expect(key && t(key)).toMatch(/\.$/);
  });

  it('asks a TURN server for user name and password', () => {
    const problems = checkServerForm({ ...turn, username: ' ', credential: '' }, false);
    expect(Object.keys(problems)).toEqual(['username', 'credential']);
  });

  it('lets a stored password stay', () => {
    expect(checkServerForm({ ...turn, credential: '' }, true)).toEqual({});
  });

  it('does not take a TURN address for a STUN server', () => {
    expect(checkServerForm({ ...turn, type: 'stun' }, false).uri).toBe(
      'window.server.problem.type',
    );
  });
});

describe('serverInputOf', () => {
  it('sends no credential where none was typed', () => {
    expect(serverInputOf({ ...turn, uri: ' turn:turn.example.org ', credential: '' })).toEqual({
      type: 'turn',
      uri: 'turn:turn.example.org',
      username: 'a',
    });
  });

  it('sends nothing of a user for STUN', () => {
    expect(serverInputOf(form({ username: 'a', credential: 'b' }))).toEqual({
      type: 'stun',
      uri: 'stun:stun.example.org',
    });
  });
});
