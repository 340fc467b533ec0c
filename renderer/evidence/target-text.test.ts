import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { targetText } from './target-text.ts';

describe('targetText', () => {
  it('says in every language what was asked where that is no server', () => {
    const targets = [
      'this computer',
      'embedded relay',
      'this network',
      'all servers',
      'TURN servers',
    ];
    for (const target of targets) {
      expect(targetText(target, createTranslate('zh-CN'))).toMatch(/\p{Script=Han}/u);
    }
  });

  it('names a server with its port, and keeps what it does not know', () => {
    const t = createTranslate('en');
    expect(targetText('turn:turn.example.org', t)).toBe('turn.example.org:3478');
    expect(targetText('Chromium', t)).toBe('Chromium');
    expect(targetText('constructor', t)).toBe('constructor');
  });
});
