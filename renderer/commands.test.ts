import { describe, expect, it } from 'vitest';
import { Commands } from './commands.ts';

describe('Commands', () => {
  it('asks who answers at the moment, and says whether there was one', () => {
    const commands = new Commands();
    const asked: string[] = [];
    expect(commands.run('export')).toBe(false);
    const takeBack = commands.answer('export', () => asked.push('first'));
    expect(commands.run('export')).toBe(true);
    takeBack();
    expect(commands.run('export')).toBe(false);
    expect(asked).toEqual(['first']);
  });

  it('keeps the newer handler when the older one goes away after it', () => {
    const commands = new Commands();
    const asked: string[] = [];
    const takeBack = commands.answer('export', () => asked.push('older'));
    commands.answer('export', () => asked.push('newer'));
    takeBack();
    commands.run('export');
    expect(asked).toEqual(['newer']);
  });
});
