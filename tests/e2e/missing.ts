import { spawnSync } from 'node:child_process';
import { findElectron } from '../../build/electron-runtime.ts';

/** What this machine lacks to run the application under test, and how to get it; `null`: nothing. */
export function missingForElectron(): string | null {
  const runtime = findElectron();
  if (!runtime) {
    return 'There is no Electron: run `npm run electron:prepare` or `npx install-electron`.';
  }
  // As plain Node it loads the same libraries, and needs no display.
  const started = spawnSync(runtime.executable, ['--version'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (started.status !== 0) {
    const reason = started.stderr.trim().split('\n').at(-1) || String(started.error ?? 'no reason');
    return `Electron cannot start here (${reason}): install the packages that .ci/run names.`;
  }
  if (needsOwnDisplay() && spawnSync('Xvfb', ['-help']).error) {
    return 'There is no display and no Xvfb: install xvfb.';
  }
  return null;
}

/** Whether the tests have to start a display of their own. */
export function needsOwnDisplay(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'];
}
