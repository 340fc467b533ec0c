/** What a person can ask of the window from the menu or by a shortcut, wherever the focus is. */
export const commands = [
  'check',
  'openReport',
  'export',
  'copySummary',
  'viewCheck',
  'viewHistory',
  'viewSettings',
  'terms',
  // Done by the main process, also when there is no page to ask.
  'saveDiagnostics',
  'checkForUpdates',
  'about',
] as const;
export type Command = (typeof commands)[number];

/** Keys as Electron writes them in a menu. The first one is shown; `CmdOrCtrl` is Command on macOS, Ctrl elsewhere. */
export const shortcuts: Partial<Record<Command, readonly [string, ...string[]]>> = {
  check: ['CmdOrCtrl+Enter', 'F5'],
  openReport: ['CmdOrCtrl+O'],
  export: ['CmdOrCtrl+E'],
  copySummary: ['CmdOrCtrl+Shift+C'],
  viewCheck: ['CmdOrCtrl+1'],
  viewHistory: ['CmdOrCtrl+2'],
  viewSettings: ['CmdOrCtrl+3', 'CmdOrCtrl+,'],
  terms: ['F1'],
};

/** What was pressed, as a `KeyboardEvent` has it. */
export interface PressedKeys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The command of these keys; `null` where they mean none. */
export function commandOfKeys(pressed: PressedKeys, platform: string): Command | null {
  return (
    commands.find((command) =>
      shortcuts[command]?.some((accelerator) => isPressed(accelerator, pressed, platform)),
    ) ?? null
  );
}

function isPressed(accelerator: string, pressed: PressedKeys, platform: string): boolean {
  const parts = accelerator.split('+');
  const key = parts.at(-1) ?? '';
  const wantsPrimary = parts.includes('CmdOrCtrl');
  const [primary, other] =
    platform === 'darwin' ? [pressed.metaKey, pressed.ctrlKey] : [pressed.ctrlKey, pressed.metaKey];
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    primary === wantsPrimary &&
    !other &&
    pressed.shiftKey === parts.includes('Shift') &&
    !pressed.altKey
  );
}

/** The keys as a person reads them: `Ctrl+Enter`, on macOS `⌘Enter`. */
export function keysText(command: Command, platform: string): string {
  const [shown = ''] = shortcuts[command] ?? [];
  if (platform !== 'darwin') return shown.replace('CmdOrCtrl', 'Ctrl');
  return shown.replace('CmdOrCtrl+', '⌘').replace('Shift+', '⇧');
}
