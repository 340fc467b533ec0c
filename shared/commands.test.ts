import { describe, expect, it } from 'vitest';
import { commandOfKeys, keysText, type PressedKeys, shortcuts } from './commands.ts';

function press(key: string, held: Partial<PressedKeys> = {}): PressedKeys {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe('commandOfKeys', () => {
  it('knows each command by every one of its shortcuts', () => {
    expect(commandOfKeys(press('Enter', { ctrlKey: true }), 'linux')).toBe('check');
    expect(commandOfKeys(press('F5'), 'win32')).toBe('check');
    expect(commandOfKeys(press('2', { ctrlKey: true }), 'linux')).toBe('viewHistory');
    expect(commandOfKeys(press(',', { ctrlKey: true }), 'linux')).toBe('viewSettings');
    expect(commandOfKeys(press('F1'), 'linux')).toBe('terms');
  });

  it('takes Command for Ctrl on macOS, and only there', () => {
    expect(commandOfKeys(press('e', { metaKey: true }), 'darwin')).toBe('export');
    expect(commandOfKeys(press('e', { ctrlKey: true }), 'darwin')).toBeNull();
    expect(commandOfKeys(press('e', { metaKey: true }), 'linux')).toBeNull();
  });

  it('leaves keys alone that are held together with others', () => {
    expect(commandOfKeys(press('Enter'), 'linux')).toBeNull();
    expect(commandOfKeys(press('C', { ctrlKey: true }), 'linux')).toBeNull();
    expect(commandOfKeys(press('C', { ctrlKey: true, shiftKey: true }), 'linux')).toBe(
      'copySummary',
    );
    expect(commandOfKeys(press('1', { ctrlKey: true, altKey: true }), 'linux')).toBeNull();
  });

  it('gives no two commands the same keys', () => {
    const all = Object.values(shortcuts).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('keysText', () => {
  it('writes keys as they stand on the keyboard of the system', () => {
    expect(keysText('check', 'win32')).toBe('Ctrl+Enter');
    expect(keysText('copySummary', 'linux')).toBe('Ctrl+Shift+C');
    expect(keysText('copySummary', 'darwin')).toBe('⌘⇧C');
  });
});
