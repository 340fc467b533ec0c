import { mkdtempSync } from 'node:fs';
import { chmod, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { packTarball } from '../../build/pack-tarball.ts';
import { projectPath } from '../../build/paths.ts';
import type { Report } from '../../shared/report.ts';
import { requirement } from '../requirements.ts';
import { expect, t, test } from './application.ts';
import { screenshots } from './look.ts';
import { makePackage, withWindow } from './packaged.ts';
import { PrivateMachine, programsForMachine } from './private-machine.ts';
import { check, openView, sessionRows, verdict } from './steps.ts';

/**
 * Installed from the tar.gz by the commands of docs/deploy.md, started by an ordinary user in Chromium's own sandbox, with a policy
 * in /etc/callpath, and taken away again. Nothing of it is left on this computer.
 */

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
test.skip(!isRoot || requirement('lab', programsForMachine).skip, 'it takes root on Linux');
test.describe.configure({ mode: 'serial' });

const secret = 'secret-of-contoso';
const policy = {
  organisation: 'Contoso',
  servers: { turn: [{ uri: 'turn:127.0.0.1:9', username: 'alice', credential: secret }] },
  redaction: { addresses: true, names: true, wifi: true, ticket: false },
  updates: { enabled: false },
  supportContact: 'help@contoso.example',
};

let folder: string;
let machine: PrivateMachine;
let archive: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'callpath-installed-'));
  await chmod(folder, 0o755);
  machine = await PrivateMachine.start(folder);
  const made = await makePackage();
  expect(made.status, made.stderr).toBe(0);
  archive = await packTarball();
  await run(await documented('### tar.gz', 0));
  await run(
    `install -d -m 755 /etc/callpath\ncat > /etc/callpath/policy.json <<'END'\n${JSON.stringify(policy)}\nEND\n`,
  );
});

test.afterAll(async () => {
  await machine.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** As root, beside the archive. */
async function run(script: string): Promise<string> {
  const { status, stdout, stderr } = await machine.runAsRoot(`cd ${dirname(archive)}\n${script}`);
  expect(status, `${script}\n${stderr}`).toBe(0);
  return stdout;
}

/** The nth block of commands below a heading of docs/deploy.md. The caches of menus are none of Callpath's. */
async function documented(heading: string, index: number): Promise<string> {
  const text = await readFile(join(projectPath, 'docs', 'deploy.md'), 'utf8');
  const [, below = ''] = text.split(`${heading}\n`);
  const [section = ''] = below.split(/^#/m);
  const block = section.match(/(?:^ {4}.*\n)+/gm)?.[index];
  expect(block, `${heading} has its commands`).toBeDefined();
  return (block ?? '')
    .replaceAll('callpath-X-linux-x64.tar.gz', basename(archive))
    .replaceAll(/^ +update-.*$/gm, '');
}

/** Every file of the installed program, with what would tell a change. */
const installedFiles = () => run("find /opt/callpath -printf '%p %U %G %m %s %T@\\n' | sort");

test('belongs to root, and only root may write it', async () => {
  const files = (await installedFiles()).trim().split('\n');
  expect(files.length).toBeGreaterThan(20);
  for (const line of files) {
    const [path, owner, group, mode = '777'] = line.split(' ');
    expect([owner, group], path).toEqual(['0', '0']);
    expect(Number.parseInt(mode, 8) & 0o022, path).toBe(0);
  }
  const written = await machine.runAsUser(['touch', '/opt/callpath/resources/x']);
  expect(written.status).not.toBe(0);
});

test('prints the policy that is in effect, with its secrets masked', async () => {
  const { status, stdout, stderr } = await machine.runAsUser(['callpath', '--print-policy']);
  expect(status, stderr).toBe(0);
  expect(stdout).toContain('/etc/callpath/policy.json');
  expect(stdout).toContain('Contoso');
  expect(stdout).toContain('turn:127.0.0.1:9');
  const json = await machine.runAsUser(['callpath', '--headless', '--print-policy', '--json']);
  expect(json.status, json.stderr).toBe(0);
  expect(() => void JSON.parse(json.stdout)).not.toThrow();
  expect(stdout + stderr + json.stdout + json.stderr).not.toContain(secret);
});

test('checks without a window, and ends with the exit status of its verdict', async () => {
  test.setTimeout(180_000);
  const { status, stdout, stderr } = await machine.runAsUser([
    ...['callpath', '--headless', 'diagnose', '--offline', '--json'],
  ]);
  expect(stdout, stderr).toMatch(/^\{/);
  const report = JSON.parse(stdout) as Report;
  const expected = { good: 0, degraded: 10, blocked: 20, inconclusive: 30 };
  expect(status).toBe(expected[report.verdict.level]);
  expect(report.session.status).toBe('completed');
  // What Chromium sees is part of it: its sandbox works for an ordinary user.
  expect(report.probes.some(({ kind }) => kind === 'webrtc.call')).toBe(true);
  const wrong = await machine.runAsUser(['callpath', '--headless', 'diagnose', '--nonsense']);
  expect(wrong.status).toBe(2);
});

test('shows in its window what is locked and who decided it, and keeps to it', async () => {
  test.setTimeout(180_000);
  const [program, args] = machine.command(['callpath', '--remote-debugging-port=0'], {
    asUser: true,
  });
  const env = { ...machine.env, DISPLAY: process.env['DISPLAY'] };
  await withWindow({ program, args, env }, async (page) => {
    const settings = await page.evaluate(() => window.api.getSettings());
    expect(settings).toMatchObject({
      ok: true,
      value: { policy: { state: 'active', organisation: 'Contoso', problems: [] } },
    });
    expect(JSON.stringify(settings)).not.toContain(secret);
    const refused = await page.evaluate(() =>
      window.api.addServer({ type: 'stun', uri: 'stun:stun.example.org' }),
    );
    expect(refused).toMatchObject({ ok: false, code: 'locked-by-policy' });

    await page.getByRole('link', { name: /^Version / }).click();
    await expect(page.getByText(t('updates.none.by-package'))).toBeVisible();
    await openView(page, 'settings');
    await expect(page.getByText('turn:127.0.0.1:9').first()).toBeVisible();
    const lockedBy = t('locked.by', { organisation: 'Contoso' });
    await expect(page.getByText(lockedBy).first()).toBeVisible();
    await page.screenshot({ path: join(screenshots, 'installed-settings.png'), fullPage: true });
    await openView(page, 'check');
    await check(page);
    await expect(verdict(page)).toBeVisible();
    await openView(page, 'history');
    // The one without a window is there as well.
    await expect(sessionRows(page)).toHaveCount(2);
  });
});

test('leaves data and policy when it is taken away, and nothing else', async () => {
  const data = join(machine.home, '.config', 'Callpath');
  const kept = await run(`cd ${data} && find . -type f -printf '%p %U\\n' | sort`);
  expect(kept).toContain('./history.db 54321');
  await run(await documented('### tar.gz', 1));
  for (const path of [
    '/opt/callpath',
    '/usr/local/bin/callpath',
    '/usr/share/applications/callpath.desktop',
    '/usr/share/mime/packages/callpath.xml',
    '/usr/share/icons/hicolor/scalable/apps/callpath.svg',
  ]) {
    await run(`test ! -e ${path} -a ! -L ${path}`);
  }
  expect(await run(`cd ${data} && find . -type f -printf '%p %U\\n' | sort`)).toBe(kept);
  expect(await run('cat /etc/callpath/policy.json')).toContain('Contoso');
  const other = await run(
    `find ${machine.home} -user 54321 -type f -not -path '*/.config/Callpath/*'`,
  );
  expect(
    other
      .trim()
      .split('\n')
      .filter((path) => path !== '' && !path.includes('/.cache/')),
  ).toEqual([]);
});
