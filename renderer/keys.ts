import { type Command, keysText, shortcuts } from '../shared/commands.ts';

/**
 * What a control says of the keys that do the same: for the pointer, and for assistive technology (`aria-keyshortcuts`). Not to be
 * spread over an element, which takes Svelte a multiple of the time.
 */
export function shortcutOf(command: Command): { title: string; keys: string } {
  const platform = navigator.userAgent.includes('Mac') ? 'darwin' : 'other';
  const primary = platform === 'darwin' ? 'Meta' : 'Control';
  const keys = shortcuts[command] ?? [];
  return {
    title: keysText(command, platform),
    keys: keys.map((one) => one.replace('CmdOrCtrl', primary)).join(' '),
  };
}
