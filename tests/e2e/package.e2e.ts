import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { packedFolder } from '../../build/pack-tarball.ts';
import { ipcInputs } from '../../shared/ipc.ts';
import type { Report } from '../../shared/report.ts';
import { sandboxSwitches } from '../electron-switches.ts';
import { expect, test } from './application.ts';
import {
  bytesAdded,
  executable,
  filesBelow,
  makePackage,
  runHeadless,
  runInCheckout,
  runQuietly,
  withPackagedWindow,
} from './packaged.ts';
import { listenForAttempts, tryEveryWay } from './network-attempts.ts';
import { tryPageHoles } from './page-holes.ts';
import { check, openView, sessionRows, verdict } from './steps.ts';
import { note, printTried } from './tried-holes.ts';

/** The package of this system as `npm run package -- --dir` makes it: on Linux, where CI makes one. */

const maxAddedBytes = 15_000_000;

test.skip(process.platform !== 'linux', 'the paths below are those of the package for Linux');

let folder: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = await mkdtemp(join(tmpdir(), 'callpath-package-'));
  const made = await makePackage();
  expect(made.status, made.stderr).toBe(0);
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  printTried();
});

test('prints the policy without a display, and takes none from the environment', async () => {
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ organisation: 'Nobody', locale: 'zh-CN' }));
  const args = [...sandboxSwitches, '--print-policy', '--json'];
  const { status, stdout } = await runQuietly(executable, args, { CALLPATH_POLICY: policy });
  const printed = JSON.parse(stdout) as { path: string; organisation: string | null };
  expect(printed.path).toBe('/etc/callpath/policy.json');
  expect(printed.organisation).not.toBe('Nobody');
  expect([0, 2]).toContain(status);
  const behind = await runHeadless(['--print-policy', '--json'], { CALLPATH_POLICY: policy });
  expect(behind.stdout).toBe(stdout);

  const marker = join(folder, 'launched');
  const hostile = `--gpu-launcher=touch ${marker}`;
  const refused = await runQuietly(executable, [...args, hostile]);
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(existsSync(marker)).toBe(false);
  note('a policy named by the environment', 'not taken by the package');
});

test('has the fuses that it promises', async () => {
  const fuses = await getCurrentFuseWire(executable);
  const states = Object.fromEntries(
    Object.entries(FuseV1Options)
      .filter((entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number')
      .map(([name, option]) => [name, fuses[option] === FuseState.ENABLE]),
  );
  expect(states).toMatchObject({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    OnlyLoadAppFromAsar: true,
    GrantFileProtocolExtraPrivileges: false,
  });
  note('fuses of the packaged executable', 'as promised');
});

test('adds little to Electron, and nothing that it does not need', async () => {
  const addedBytes = await bytesAdded();
  note('bytes added to Electron’s own files', String(addedBytes));
  expect(addedBytes).toBeGreaterThan(0);
  expect(addedBytes).toBeLessThan(maxAddedBytes);
  const names = [...(await filesBelow(packedFolder())).keys()];
  expect(names.filter((name) => name.endsWith('.node'))).toHaveLength(1);
  expect(names.filter((name) => name.startsWith('locales/')).sort()).toEqual([
    'locales/en-US.pak',
    'locales/zh-CN.pak',
  ]);
  expect(names.filter((name) => name.startsWith('resources/app/'))).toEqual([]);
});

test('names whose work it carries', async () => {
  const text = await readFile(join(packedFolder(), 'LICENSES.third-party.txt'), 'utf8');
  for (const name of ['svelte', 'bits-ui', 'lucide', 'valibot', 'better-sqlite3']) {
    expect(text).toMatch(new RegExp(`^${name} \\d.* \\(`, 'm'));
  }
});

test('registers a kind of file, and no kind of address', async () => {
  const entry = await readFile(join(packedFolder(), 'share', 'callpath.desktop'), 'utf8');
  expect(entry).toContain('application/vnd.callpath.report+json');
  expect(entry).not.toContain('x-scheme-handler');
});

test('answers behind --headless as the command line of the checkout does', async () => {
  const database = join(folder, 'history.db');
  for (const args of [
    ['--help'],
    ['diagnose', '--help'],
    ['history', 'list', '--db', database],
    ['history', 'show', 'nothing', '--db', database],
    ['relay', '--no-such-option'],
    ['nonsense'],
  ]) {
    const [packaged, checkout] = [await runHeadless(args), await runInCheckout(args)];
    expect(packaged.status, args.join(' ')).toBe(checkout.status);
    expect(packaged.stdout, args.join(' ')).toBe(checkout.stdout);
  }
});

test('checks behind --headless without a display, and keeps it', async () => {
  test.setTimeout(180_000);
  const database = join(folder, 'checks.db');
  const run = await runHeadless(['diagnose', '--offline', '--json', '--db', database]);
  const report = JSON.parse(run.stdout) as Report;
  expect(report.session.status).toBe('completed');
  expect(report.probes.some(({ kind }) => kind === 'webrtc.call')).toBe(true);
  const expected = { good: 0, degraded: 10, blocked: 20, inconclusive: 30 };
  expect(run.status).toBe(expected[report.verdict.level]);
  const list = ['history', 'list', '--db', database];
  expect((await runHeadless(list)).stdout).toContain(report.session.id.slice(0, 8));
  expect((await runHeadless(list)).stdout).toBe((await runInCheckout(list)).stdout);
});

test('refuses switches of the browser behind --headless, and starts nothing', async () => {
  test.setTimeout(180_000);
  const marker = join(folder, 'started');
  const evil = join(folder, 'evil.sh');
  await writeFile(evil, `#!/bin/sh\ntouch ${marker}\n`);
  await chmod(evil, 0o755);
  for (const hostile of [
    `--gpu-launcher=${evil}`,
    `--renderer-cmd-prefix=${evil}`,
    `--utility-cmd-prefix=${evil}`,
    `--browser-subprocess-path=${evil}`,
    '--remote-debugging-port=0',
    '--disable-web-security',
  ]) {
    for (const args of [
      ['diagnose', '--offline', '--no-save', hostile],
      ['diagnose', '--offline', '--no-save', '--username', hostile],
      ['history', hostile],
    ]) {
      const { status, stderr } = await runHeadless(args);
      expect(status, args.join(' ')).toBe(2);
      expect(stderr).toContain('behind --headless');
      expect(stderr).not.toContain('DevTools listening');
    }
    note(`--headless … ${hostile.split('=')[0] ?? ''}`, 'exit status 2, nothing started');
  }
  expect(existsSync(marker)).toBe(false);
});

test('starts nothing that stands behind `--`, or is the value of an option', async () => {
  const marker = join(folder, 'started-by-value');
  const evil = join(folder, 'evil-value.sh');
  await writeFile(evil, `#!/bin/sh\ntouch ${marker}\n`);
  await chmod(evil, 0o755);
  const hostile = `--gpu-launcher=${evil}`;
  const check = ['diagnose', '--offline', '--no-save'];
  const behind = await runHeadless([...check, '--', hostile]);
  expect(behind.status).toBe(2);
  await runHeadless([...check, `--ticket=${hostile}`]);
  expect(existsSync(marker)).toBe(false);
  note('--headless … -- --gpu-launcher, --ticket=--gpu-launcher', 'nothing started');
});

test('logs behind --headless, and says nothing of it on standard error', async () => {
  const userData = join(folder, 'headless-data');
  const run = await runQuietly(executable, [
    ...sandboxSwitches,
    `--user-data-dir=${userData}`,
    ...['--headless', 'diagnose', '--offline', '--no-save', '--json'],
  ]);
  expect(run.stderr).not.toContain('electron-log');
  const log = await readFile(join(userData, 'logs', 'callpath.log'), 'utf8');
  expect(log).toContain('info headless-started');
  expect(log).toContain(`info headless-ended status=${String(run.status)}`);
});

test('is no Node, takes no code from the environment, and opens no debugger of Node', async () => {
  const marker = join(folder, 'ran');
  const script = join(folder, 'evil.cjs');
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  const asNode = await runQuietly(
    executable,
    ['--no-sandbox', script, '--headless', 'history', '--help'],
    {
      ELECTRON_RUN_AS_NODE: '1',
    },
  );
  expect(asNode.stdout).toContain('Usage: callpath history');
  const withOptions = await runHeadless(['history', '--help'], {
    NODE_OPTIONS: `--require ${script}`,
  });
  expect(withOptions.stdout).toContain('Usage: callpath history');
  const inspected = await runQuietly(executable, [
    ...['--no-sandbox', '--inspect-brk=0', '--headless', 'history', '--help'],
  ]);
  expect(inspected.stderr).not.toContain('Debugger listening');
  expect(inspected.stdout).toContain('Usage: callpath history');
  expect(existsSync(marker)).toBe(false);
  note('ELECTRON_RUN_AS_NODE, NODE_OPTIONS, --inspect-brk', 'without effect');
});

test('loads nothing that is put beside its archive', async () => {
  const beside = join(packedFolder(), 'resources', 'app');
  const marker = join(folder, 'beside');
  await mkdir(beside);
  await writeFile(join(beside, 'package.json'), '{ "main": "main.cjs" }');
  await writeFile(
    join(beside, 'main.cjs'),
    `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`,
  );
  const run = await runHeadless(['history', '--help']);
  await rm(beside, { recursive: true });
  expect(run.stdout).toContain('Usage: callpath history');
  expect(existsSync(marker)).toBe(false);
  note('an application put into resources/app/', 'not loaded');
});

test('checks in its window, keeps the check, and reaches no network from the page', async () => {
  test.setTimeout(180_000);
  const userData = join(folder, 'user-data');
  await withPackagedWindow(userData, async (page) => {
    await check(page);
    // A machine that is too busy is told apart from a good one; its relay and its calls work all the same.
    await expect(verdict(page)).toHaveAttribute('data-level', /^(good|degraded)$/);
    await openView(page, 'history');
    await expect(sessionRows(page)).toHaveCount(1);

    const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'];
    const reachable = await page.evaluate((all) => all.filter((name) => name in window), names);
    expect(reachable).toEqual([]);
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    const listening = await listenForAttempts();
    await page.evaluate(tryEveryWay, `http://127.0.0.1:${listening.tcpPort}/`);
    expect(listening.arrived()).toBe(0);
    listening.close();
    const garbage = await page.evaluate(() => window.api.openSession({ id: '../x' } as never));
    expect(garbage).toMatchObject({ ok: false, code: 'invalid-input' });
    note('Node, new window, network, garbage: in the packaged window', 'refused');
  });
  await withPackagedWindow(userData, async (page) => {
    await openView(page, 'history');
    await expect(sessionRows(page)).toHaveCount(1);
  });
});

test('gives its page no way out, as in a checkout', async () => {
  test.setTimeout(120_000);
  await withPackagedWindow(join(folder, 'user-data-of-holes'), async (page) => {
    for (const elsewhere of ['https://example.org/', 'app://callpath/elsewhere.html', 'file:///']) {
      await page.evaluate((address) => {
        location.href = address;
      }, elsewhere);
      note(`packaged page: leads itself to ${elsewhere}`, 'stays where it is');
    }
    const holes = await page.evaluate(tryPageHoles);
    expect(page.url()).toBe('app://callpath/index.html');
    expect(holes).toMatchObject({ ranInline: false, evaluated: 'refused', devices: 'refused' });
    expect(holes.permissions).toEqual(['denied', 'denied', 'denied', 'denied']);
    expect(holes.served).toEqual(['refused', 'refused', 'refused']);
    expect(holes.calls).toBe(Object.keys(ipcInputs).length);
    expect(holes.accepted).toEqual([]);
    note('packaged page: inline script, eval, permissions, microphone, files', 'refused');
    note(`packaged page: garbage in each of ${holes.calls} calls`, 'refused: invalid-input');
  });
});
