import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireElectron } from '../../build/electron-runtime.ts';
import { sandboxSwitches } from '../electron-switches.ts';
import { expect, test } from './application.ts';

const ordinaryUser = 65_534;

test.skip(process.getuid?.() !== 0, 'only root starts programs as another user');

test('a data folder of another user is told, and the start does not just end', async () => {
  const home = await mkdtemp(join(tmpdir(), 'callpath-other-'));
  await chmod(home, 0o755);
  const userData = join(home, 'of-root');
  await mkdir(userData, { mode: 0o755 });
  const { executable, appArgs } = requireElectron();
  const child = spawn(
    executable,
    [...appArgs, ...sandboxSwitches, '--no-sandbox', `--user-data-dir=${userData}`],
    {
      uid: ordinaryUser,
      gid: ordinaryUser,
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, LC_ALL: 'C.UTF-8', LANGUAGE: 'en' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 30_000,
    },
  );
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const ended = once(child, 'exit');
  // A dialog is open then, and waits for the person.
  await expect.poll(() => told, { timeout: 20_000 }).toContain(`data folder ${userData} (EACCES`);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});
