import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diagnoseJson, runCli, startCli, temporaryFolder } from './run-cli.ts';
import { deadPort, type Manner, startStunServer, type TestServer } from './stun-server.ts';

let home: string;
let cleanUp: (() => void)[] = [];

beforeEach(() => {
  const temporary = temporaryFolder();
  home = temporary.folder;
  cleanUp = [temporary.remove];
});
afterEach(() => {
  for (const step of cleanUp.reverse()) step();
});

async function server(manner: Manner = 'correct'): Promise<TestServer> {
  const started = await startStunServer(manner);
  cleanUp.push(started.close);
  return started;
}

function file(name: string, text: string): string {
  const place = path.join(home, name);
  fs.writeFileSync(place, text);
  return place;
}

describe('diagnose', () => {
  it('checks this computer on the embedded relay and ends with 0, without any server', async () => {
    const { status, stdout } = await runCli(['diagnose', '--offline'], home);
    expect(stdout).toContain('This computer can send and receive call data');
    expect(stdout).toContain('Verdict: good');
    expect(status).toBe(0);
  });

  it('prints a report that is valid by the schema and nothing else with --json', async () => {
    const { uri } = await server();
    const { status, report, stderr } = await diagnoseJson(['--stun', uri], home);
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const schema = JSON.parse(fs.readFileSync('docs/report.schema.json', 'utf8')) as object;
    const validate = ajv.compile(schema);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(status).toBe(0);
    expect(stderr).toContain('answered');
    const binding = report.probes.find(({ kind }) => kind === 'stun.binding');
    expect(binding?.result).toMatchObject({ sent: 5, received: 5 });
    expect(binding).toHaveProperty('result.mappedAddress', {
      ...(binding?.kind === 'stun.binding' && binding.result?.localAddress),
    });
    expect(binding).toHaveProperty('result.rttMs.median', expect.any(Number));
  });

  it('prints nothing that a server says for a terminal to obey', async () => {
    const [version, reason] = [await server('hostile'), await server('hostile-error')];
    const args = ['diagnose', '--no-save', '--stun', version.uri, '--stun', reason.uri];
    const { stdout, stderr } = await runCli(args, home);
    expect(stdout).toContain('<img src=x');
    expect(`${stdout}${stderr}`).not.toMatch(/[^\P{C}\n]/u);
  });

  it('is degraded beside a dead port, and names the dead server', async () => {
    const { uri } = await server();
    const dead = `stun:127.0.0.1:${await deadPort()}`;
    const { status, report } = await diagnoseJson(['--stun', uri, '--stun', dead], home);
    expect(report.verdict.level).toBe('degraded');
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'server-refused', subject: dead }),
    );
    expect(status).toBe(10);
  });

  // One host that refuses may be down; several are hardly down at once.
  it.each([
    { hosts: ['127.0.0.1', '127.0.0.1'], level: 'inconclusive', exit: 30 },
    { hosts: ['127.0.0.1', '127.0.0.2'], level: 'blocked', exit: 20 },
  ])(
    'is $level with dead ports only at $hosts, and the exit status says so',
    async ({ hosts, level, exit }) => {
      const servers = await Promise.all(
        hosts.map(async (host) => ['--stun', `stun:${host}:${await deadPort()}`]),
      );
      const { status, report } = await diagnoseJson(servers.flat(), home);
      expect(report.verdict.level).toBe(level);
      expect(status).toBe(exit);
    },
  );

  it('is inconclusive with silent servers only', async () => {
    const { uri } = await server('silent');
    const { status, report } = await diagnoseJson(['--stun', uri], home);
    expect(report.findings[0]?.code).toBe('all-servers-silent');
    expect(status).toBe(30);
  });

  it.each(['garbage', 'wrong-id', 'unknown-attribute', 'error'] as const)(
    'blames a server that answers with %s',
    async (manner) => {
      const good = await server();
      const bad = await server(manner);
      const { report } = await diagnoseJson(['--stun', good.uri, '--stun', bad.uri], home);
      expect(report.findings).toContainEqual(
        expect.objectContaining({ code: 'server-malformed', subject: bad.uri }),
      );
    },
  );

  it('writes every format, refuses to replace a file and replaces it with --force', async () => {
    const outputs = ['json', 'html', 'md'].map((ending) => path.join(home, `report.${ending}`));
    const args = ['diagnose', '--offline', ...outputs.flatMap((output) => ['--output', output])];
    expect((await runCli(args, home)).status).toBe(0);
    const sizes = outputs.map((output) => fs.statSync(output).size);
    expect(Math.min(...sizes)).toBeGreaterThan(200);
    const refused = await runCli(args, home);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--force');
    expect((await runCli([...args, '--force'], home)).status).toBe(0);
  });

  it('speaks Chinese when asked', async () => {
    const { stdout } = await runCli(['diagnose', '--offline', '--locale', 'zh-CN'], home);
    expect(stdout).toContain('结论：良好');
  });

  it('prints no address, host name or ticket with --redact', async () => {
    const { report } = await diagnoseJson(['--offline', '--redact', '--ticket', 'INC-77'], home);
    expect(report.session.redacted).toBe(true);
    expect(JSON.stringify(report)).not.toContain('INC-77');
  });
});

describe('a check that is cut short', () => {
  it('keeps what was measured when it is interrupted, and ends with 130', async () => {
    const silent = await server('silent');
    const db = path.join(home, 'history.db');
    const running = startCli(['diagnose', '--stun', silent.uri, '--db', db], home);
    await running.saw('This computer can send and receive call data');
    running.signal('SIGINT');
    expect((await running.finished).status).toBe(130);
    const { stdout } = await runCli(['history', 'list', '--db', db, '--json'], home);
    const { sessions } = JSON.parse(stdout) as { sessions: { id: string; status: string }[] };
    expect(sessions).toMatchObject([{ status: 'cancelled' }]);
    const shown = await runCli(['history', 'show', sessions[0]?.id ?? '', '--db', db], home);
    expect(shown.stdout).toContain('This computer can send and receive call data');
  });

  it('is shown as interrupted, with the probes that had ended, after a kill', async () => {
    const silent = await server('silent');
    const db = path.join(home, 'history.db');
    const running = startCli(['diagnose', '--stun', silent.uri, '--db', db], home);
    await running.saw('This computer can send and receive call data');
    running.signal('SIGKILL');
    await running.finished;
    const listed = await runCli(['history', 'list', '--db', db, '--json'], home);
    const [session] = (JSON.parse(listed.stdout) as { sessions: { id: string; status: string }[] })
      .sessions;
    expect(session?.status).toBe('interrupted');
    const args = ['history', 'show', session?.id ?? '', '--db', db, '--json'];
    const report = JSON.parse((await runCli(args, home)).stdout) as {
      probes: { id: string; status: string }[];
    };
    expect(report.probes).toContainEqual(
      expect.objectContaining({ id: 'relay.baseline', status: 'passed' }),
    );
  });
});

describe('wrong usage ends with 2 and says how it is right', () => {
  it.each([
    [['--nonsense'], 'unknown option'],
    [['--stun', 'http://example.org'], 'it must begin with stun:'],
    [['--turn', 'turn:127.0.0.1'], '--turn needs --username and --credential'],
    [['--username', 'anna'], 'belong to a --turn server'],
    [['--probes', 'nat.magic'], 'Known are local.interfaces'],
    [['--deadline', '-1'], 'A deadline is a number of seconds'],
    [['--output', 'report.docx', '--offline'], '.json'],
    [['--interface', 'nope0', '--offline'], 'Known are'],
    [['--offline', '--stun', 'stun:127.0.0.1'], '--offline asks no server'],
    [['--profile', '/nowhere/profile.json'], 'cannot be read'],
    [['--offline', '--db', '/proc/nowhere/history.db'], '/proc/nowhere'],
    [['--locale', 'fr'], 'Allowed choices are en, zh-CN'],
  ])('diagnose %j', async (args, message) => {
    const { status, stderr, stdout } = await runCli(['diagnose', ...args], home);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each([
    ['{', 'is not valid JSON'],
    ['{"servers":[]}', 'servers: there is no such member'],
    ['{"stun":["stun://x"]}', 'stun.0: "stun://x" is not a server address'],
    ['{"turn":[{"uri":"turn:x","username":"u"}]}', 'needs a "credential"'],
  ])('a profile that holds %s', async (text, message) => {
    const args = ['diagnose', '--profile', file('profile.json', text)];
    const { status, stderr } = await runCli(args, home);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  it('leaves a history of a newer version untouched', async () => {
    const db = path.join(home, 'history.db');
    expect((await runCli(['diagnose', '--offline', '--db', db], home)).status).toBe(0);
    const database = new Sqlite(db);
    database.pragma('user_version = 999');
    database.pragma('journal_mode = DELETE');
    database.close();
    const before = fs.readFileSync(db);
    const { status, stderr } = await runCli(['diagnose', '--offline', '--db', db], home);
    expect(status).toBe(2);
    expect(stderr).toContain('999');
    expect(fs.readFileSync(db).equals(before)).toBe(true);
  });

  it('runs without the history where the own one cannot be opened, and says so', async () => {
    fs.writeFileSync(path.join(home, 'Callpath'), 'in the way');
    const { status, stdout, stderr } = await runCli(['diagnose', '--offline'], home);
    expect(status).toBe(0);
    expect(stdout).toContain('Verdict: good');
    expect(stderr).toContain('Not saved in the history');
  });
});
