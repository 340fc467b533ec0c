import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRelay } from '../../electron/turn/relay.ts';
import type { Report } from '../../shared/report.ts';
import { diagnoseJson, runCli, temporaryFolder } from './run-cli.ts';
import { startStunServer, type TestServer } from './stun-server.ts';

let home: string;
let remove: () => void;
let file: string;
let ours: TestServer;
let theirs: TestServer;

beforeEach(async () => {
  ({ folder: home, remove } = temporaryFolder());
  file = path.join(home, 'policy.json');
  process.env['CALLPATH_POLICY'] = file;
  [ours, theirs] = await Promise.all([startStunServer(), startStunServer()]);
});
afterEach(() => {
  delete process.env['CALLPATH_POLICY'];
  ours.close();
  theirs.close();
  remove();
});

function putPolicy(policy: unknown): void {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  fs.writeFileSync(file, text, { mode: 0o644 });
}

function putProfile(profile: unknown): void {
  fs.mkdirSync(path.join(home, 'Callpath'), { recursive: true });
  fs.writeFileSync(path.join(home, 'Callpath', 'profile.json'), JSON.stringify(profile));
}

const organisation = 'Contoso IT';
const quick = ['--probes', 'local.interfaces,stun.binding'];
const askedServers = ({ probes }: Report) =>
  probes.filter(({ kind }) => kind === 'stun.binding').map(({ target }) => target);
const kindsOf = ({ probes }: Report) => [...new Set(probes.map(({ kind }) => kind))];

interface Printed {
  state: string;
  organisation: string | null;
  problems: { code: string; place: string; message: string }[];
  settings: Record<string, { value: unknown; source: string; locked: boolean }>;
}

async function printPolicy() {
  const { status, stdout, stderr } = await runCli(['--print-policy', '--json'], home);
  return { status, stderr, stdout, printed: JSON.parse(stdout) as Printed };
}

describe('the servers of the policy', () => {
  it('are asked instead of the user’s, and options that name others are refused', async () => {
    putPolicy({ organisation, servers: { stun: [ours.uri] } });
    putProfile({ stun: [theirs.uri] });
    const { report } = await diagnoseJson([...quick, '--no-save'], home);
    expect(askedServers(report)).toEqual([ours.uri]);

    const named = await runCli(['diagnose', '--stun', theirs.uri], home);
    expect(named).toMatchObject({ status: 2, stdout: '' });
    expect(named.stderr).toContain(organisation);
    expect(named.stderr).toContain(file);

    const profile = path.join(home, 'other.json');
    fs.writeFileSync(profile, JSON.stringify({ stun: [theirs.uri] }));
    const byProfile = await runCli(['diagnose', '--profile', profile], home);
    expect(byProfile).toMatchObject({ status: 2, stdout: '' });

    const offline = await diagnoseJson(['--offline', '--no-save'], home);
    expect(askedServers(offline.report)).toEqual([]);
  });

  it('are asked until the user names others, where the policy lets the user', async () => {
    putPolicy({ servers: { stun: [ours.uri] }, mayChange: ['servers'] });
    const preset = await diagnoseJson([...quick, '--no-save'], home);
    expect(askedServers(preset.report)).toEqual([ours.uri]);
    const named = await diagnoseJson([...quick, '--no-save', '--stun', theirs.uri], home);
    expect(askedServers(named.report)).toEqual([theirs.uri]);
  });
});

describe('a password that the policy asks each user for', () => {
  it('is given by --credential, and the server is asked without one until then', async () => {
    const relay = await startRelay({ username: 'anna', credential: 'a password' });
    if (!relay.ok) throw new Error(relay.message);
    const uri = `turn:127.0.0.1:${String(relay.value.endpoint.port)}`;
    putPolicy({ servers: { turn: [{ uri, username: 'anna', ask: true }] } });
    const only = ['--no-save', '--probes', 'turn.allocate'];
    const statusOf = ({ probes }: Report) => probes.map(({ status }) => status);
    const without = await diagnoseJson(only, home);
    expect(statusOf(without.report)).not.toEqual(['passed']);
    const given = await diagnoseJson([...only, '--credential', 'a password'], home);
    expect(statusOf(given.report)).toEqual(['passed']);
    await relay.value.close();
    putPolicy({ organisation });
    const toNobody = await runCli(['diagnose', '--credential', 'a password'], home);
    expect(toNobody).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('tests that the policy forbids', () => {
  it('are left out of a check, and refused where they are asked for by name', async () => {
    const forbidden = ['stun.binding', 'nat.mapping', 'turn.audit', 'webrtc.gather'];
    putPolicy({ organisation, probes: { forbidden }, servers: { stun: [ours.uri] } });
    const { report } = await diagnoseJson(['--no-save'], home);
    expect(kindsOf(report)).toContain('relay.baseline');
    for (const kind of forbidden) expect(kindsOf(report)).not.toContain(kind);

    const named = await runCli(['diagnose', '--probes', 'nat.mapping,relay.baseline'], home);
    expect(named).toMatchObject({ status: 2, stdout: '' });
    expect(named.stderr).toContain(organisation);
    expect(named.stderr).toContain('nat.mapping');
    expect(named.stderr).not.toContain('relay.baseline');
    expect((await runCli(['diagnose', '--audit'], home)).stderr).toContain('turn.audit');
  });
});

describe('time limits and language', () => {
  it('may be less than the policy says, and not more or others', async () => {
    putPolicy({ budgets: { deadlineSec: 5, lifetimeSec: 20 }, locale: 'zh-CN' });
    const offline = ['diagnose', '--offline', '--no-save', '--probes', 'local.interfaces'];
    for (const more of [
      ['--deadline', '6'],
      ['--lifetime-limit', '21'],
      ['--locale', 'en'],
    ]) {
      expect(await runCli([...offline, ...more], home)).toMatchObject({ status: 2, stdout: '' });
    }
    const less = await runCli([...offline, '--deadline', '4', '--lifetime-limit', '19'], home);
    expect(less.status).not.toBe(2);
    expect(less.stdout).toMatch(/[一-龥]/);
  });
});

describe('what exports leave out', () => {
  it('is at least what the policy says, in all that diagnose gives out', async () => {
    const none = { addresses: false, names: false, wifi: false, ticket: false };
    putPolicy({ organisation, redaction: { ...none, ticket: true } });
    const out = path.join(home, 'report.json');
    const args = ['--offline', '--ticket', 'INC-4711', '--output', out];
    const { report, stderr } = await diagnoseJson(args, home);
    expect(report.session.ticket).not.toBe('INC-4711');
    expect(report.session.redacted).toBe(true);
    expect(stderr).toContain(organisation);
    expect(fs.readFileSync(out, 'utf8')).not.toContain('INC-4711');

    // In the own history it stays.
    const { stdout: list } = await runCli(['history', 'list', '--json'], home);
    const [session] = (JSON.parse(list) as { sessions: { id: string; ticket: string }[] }).sessions;
    expect(session?.ticket).toBe('INC-4711');
    const id = session?.id ?? '';
    const again = path.join(home, 'again.txt');
    await runCli(['history', 'export', id, '--output', again, '--redact=none'], home);
    expect(fs.readFileSync(again, 'utf8')).not.toContain('INC-4711');
    for (const more of [[], ['--json']]) {
      const { stdout } = await runCli(['history', 'show', id, ...more], home);
      expect(stdout).not.toContain('INC-4711');
    }
  });

  it('is preset where the user may choose, and --redact=none takes it back', async () => {
    const redaction = { addresses: false, names: false, wifi: false, ticket: true };
    putPolicy({ redaction, mayChange: ['redaction'] });
    const args = ['--offline', '--no-save', '--ticket', 'INC-4711'];
    const preset = await diagnoseJson(args, home);
    expect(preset.report.session.redacted).toBe(true);
    const chosen = await diagnoseJson([...args, '--redact=none'], home);
    expect(chosen.report.session.ticket).toBe('INC-4711');
  });

  it('goes to the export folder where no other file is named', async () => {
    const exportFolder = path.join(home, 'reports');
    fs.mkdirSync(exportFolder);
    await runCli(['diagnose', '--offline'], home);
    const { stdout: list } = await runCli(['history', 'list', '--json'], home);
    const [session] = (JSON.parse(list) as { sessions: { id: string }[] }).sessions;
    const id = session?.id ?? '';
    const nowhere = await runCli(['history', 'export', id], home);
    expect(nowhere).toMatchObject({ status: 2 });
    expect(nowhere.stderr).toContain('--output');
    putPolicy({ exportFolder });
    expect(await runCli(['history', 'export', id], home)).toMatchObject({ status: 0 });
    const [written, ...others] = fs.readdirSync(exportFolder);
    expect(written).toMatch(/\.html$/);
    expect(others).toEqual([]);
  });
});

describe('how long sessions are kept', () => {
  it('is shown as the policy says, and cannot be set', async () => {
    await runCli(['diagnose', '--offline'], home);
    putPolicy({ organisation, retention: { maxAgeDays: 30, maxSizeMiB: null } });
    const shown = await runCli(['history', 'retention', '--json'], home);
    expect(JSON.parse(shown.stdout)).toMatchObject({ maxAgeDays: 30, maxSizeMiB: null });
    const set = await runCli(['history', 'retention', '--days', '90'], home);
    expect(set).toMatchObject({ status: 2, stdout: '' });
    expect(set.stderr).toContain(organisation);
  });
});

describe('--print-policy', () => {
  it('says what is in effect, and where each value came from, without secrets', async () => {
    const credentialFile = path.join(home, 'turn-credential');
    fs.writeFileSync(credentialFile, 'horse-in-a-file');
    const turn = [
      { uri: 'turn:a.example.org', username: 'anna', credential: 'horse-in-the-policy' },
      { uri: 'turn:b.example.org', username: 'anna', credentialFile },
      { uri: 'turn:c.example.org', username: 'anna', ask: true },
    ];
    putPolicy({ organisation, servers: { turn }, locale: 'en', mayChange: ['locale'] });
    putProfile({ locale: 'zh-CN', supportContact: 'help@example.org' });
    const { stdout, printed } = await printPolicy();
    expect(printed).toMatchObject({
      state: 'active',
      organisation,
      settings: {
        servers: {
          source: 'policy',
          locked: true,
          value: {
            turn: [
              { credential: '********', credentialFrom: 'configuration' },
              { credential: '********', credentialFrom: 'file', credentialFile },
              { credential: null, credentialFrom: 'ask' },
            ],
          },
        },
        locale: { value: 'zh-CN', source: 'user', locked: false },
        supportContact: { value: 'help@example.org', source: 'user', locked: false },
        updates: { value: { enabled: false, url: null }, source: 'built-in', locked: false },
      },
    });
    const { stdout: text } = await runCli(['--print-policy', '--locale', 'en'], home);
    expect(text).toContain(organisation);
    for (const shown of [stdout, text]) expect(shown).not.toContain('horse');
  });

  it('masks the passwords of the user’s profile as well', async () => {
    putProfile({ turn: [{ uri: 'turn:a.example.org', username: 'anna', credential: 'horse' }] });
    const { stdout, printed } = await printPolicy();
    expect(printed).toMatchObject({ state: 'none', settings: { servers: { source: 'user' } } });
    expect(stdout).not.toContain('horse');
  });

  it('ends with 2 where something is wrong, and with 0 where nothing is', async () => {
    const { status: none } = await printPolicy();
    expect(none).toBe(0);
    putPolicy('{ "organisation": ');
    const { status, printed } = await printPolicy();
    expect(status).toBe(2);
    expect(printed).toMatchObject({
      state: 'broken',
      problems: [{ code: 'not-json', place: file }],
      settings: { updates: { locked: true } },
    });
    expect(printed.problems[0]?.message).toContain(file);
  });

  it('leaves no history behind, and keeps its place among other options', async () => {
    await printPolicy();
    expect(fs.readdirSync(home)).toEqual([]);
    const other = await runCli(['history', 'list', '--print-policy'], home);
    expect(other.status).toBe(2);
  });
});

describe('a policy that is broken', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['10 MB', `{"organisation":"${'x'.repeat(10_000_000)}"}`],
  ])('by %s stops no check, and is told on standard error', async (_, text) => {
    putPolicy(text);
    putProfile({ stun: [ours.uri] });
    const { report, stderr } = await diagnoseJson([...quick, '--no-save'], home);
    expect(askedServers(report)).toEqual([ours.uri]);
    expect(stderr.split(file)).toHaveLength(2);
  });

  it.each([
    ['of another type', { servers: 7 }],
    ['null', { servers: null }],
  ])('in its servers (%s) leaves them locked', async (_, policy) => {
    putPolicy(policy);
    putProfile({ stun: [theirs.uri] });
    const { report, stderr } = await diagnoseJson([...quick, '--no-save'], home);
    expect(askedServers(report)).toEqual([]);
    expect(stderr).toContain('servers');
  });

  it('is one that leads elsewhere by a link', async () => {
    const elsewhere = temporaryFolder();
    fs.writeFileSync(path.join(elsewhere.folder, 'policy.json'), '{"locale":"zh-CN"}');
    fs.symlinkSync(path.join(elsewhere.folder, 'policy.json'), file);
    const { printed } = await printPolicy();
    elsewhere.remove();
    expect(printed).toMatchObject({ state: 'broken', problems: [{ code: 'linked' }] });
  });
});

// Root gives files to others, and is itself whom a file's mode does not hold back.
describe.skipIf(process.getuid?.() !== 0)('a policy that ordinary users may write', () => {
  it('is in effect, and reported', async () => {
    putPolicy({ organisation });
    fs.chmodSync(file, 0o666);
    const { status, printed } = await printPolicy();
    expect(status).toBe(2);
    expect(printed).toMatchObject({
      state: 'active',
      organisation,
      problems: [{ code: 'writable-by-users', place: file }],
    });
    const { stderr } = await runCli(['diagnose', '--offline', '--no-save'], home);
    expect(stderr).toContain(file);
  });
});

// Root is itself whom a file's mode does not hold back.
describe.skipIf(process.getuid?.() !== 0)('to an ordinary user', () => {
  const ordinaryUser = 65_534;

  beforeEach(() => {
    // As /etc/callpath is: of root, and readable for all.
    fs.chmodSync(home, 0o755);
  });

  it('a policy of root is in effect, and nothing is wrong with it', async () => {
    putPolicy({ organisation, servers: { stun: [ours.uri] } });
    const { status, stdout } = await runCli(['--print-policy'], home, ordinaryUser);
    expect(status).toBe(0);
    expect(stdout).toContain(organisation);
    const named = await runCli(['diagnose', '--stun', theirs.uri], home, ordinaryUser);
    expect(named.status).toBe(2);
    expect(named.stderr).toContain(organisation);
  });

  it('a policy that only root may read is broken, and stops no check', async () => {
    putPolicy({ organisation });
    fs.chmodSync(file, 0o600);
    const { status, stderr } = await runCli(
      ['diagnose', '--offline', '--no-save'],
      home,
      ordinaryUser,
    );
    expect(status).toBe(0);
    expect(stderr).toContain('EACCES');
    const { status: printed } = await runCli(['--print-policy'], home, ordinaryUser);
    expect(printed).toBe(2);
  });

  it('a data folder of another user is told as such, and not taken for an empty one', async () => {
    putProfile({ stun: [ours.uri] });
    fs.chmodSync(path.join(home, 'Callpath'), 0o700);
    const { status, stderr } = await runCli(['diagnose'], home, ordinaryUser);
    expect(status).toBe(2);
    expect(stderr).toContain(path.join(home, 'Callpath', 'profile.json'));
    const printed = await runCli(['--print-policy'], home, ordinaryUser);
    expect(printed).toMatchObject({ status: 0 });
    expect(printed.stderr).toContain(path.join(home, 'Callpath', 'profile.json'));
  });
});
