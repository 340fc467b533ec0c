import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeOf, Report } from '../../shared/report.ts';
import type { StunAttribute } from '../../electron/stun/index.ts';
import {
  createTestAuthority,
  type TestAuthority,
} from '../../electron/stun/testing/test-certificates.ts';
import { startRelay } from '../../electron/turn/relay.ts';
import { openScriptedServer } from '../../electron/turn/testing/scripted-server.ts';
import { openScriptedStreamServer } from '../../electron/turn/testing/scripted-stream-server.ts';
import { diagnoseJson, runCli, temporaryFolder } from './run-cli.ts';

const relayed: StunAttribute = {
  name: 'XOR-RELAYED-ADDRESS',
  value: { address: '127.0.0.1', port: 50_000, family: 'IPv4' },
};
const account = ['--username', 'anna', '--credential', 'a password'];
const only = ['--probes', 'turn.allocate'];

let home: string;
let cleanUp: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  const temporary = temporaryFolder();
  home = temporary.folder;
  cleanUp = [temporary.remove];
});
afterEach(async () => {
  delete process.env['NODE_EXTRA_CA_CERTS'];
  for (const step of cleanUp.reverse()) await step();
});

function allocate({ probes }: Report): ProbeOf<'turn.allocate'> | undefined {
  return probes.find((probe): probe is ProbeOf<'turn.allocate'> => probe.kind === 'turn.allocate');
}

/** A TURN server over TLS that grants everything. */
async function tlsServer(authority: TestAuthority, name: string): Promise<string> {
  const certificate = await authority.issue({ names: [name] });
  const server = await openScriptedStreamServer(() => ({ attributes: [relayed] }), certificate);
  cleanUp.push(server.close);
  return `turns:localhost:${server.endpoint.port}`;
}

describe('diagnose --turn', () => {
  it('asks a server over TCP', async () => {
    const relay = await startRelay({ username: 'anna', credential: 'a password' });
    if (!relay.ok) throw new Error(relay.message);
    cleanUp.push(() => relay.value.close());
    const uri = `turn:127.0.0.1:${relay.value.endpoint.port}?transport=tcp`;
    const { report } = await diagnoseJson(['--turn', uri, ...account, ...only], home);
    expect(allocate(report)).toMatchObject({ status: 'passed', transport: 'tcp', error: null });
  });

  it('asks a server over TLS whose authority NODE_EXTRA_CA_CERTS names', async () => {
    const authority = await createTestAuthority();
    const file = path.join(home, 'authority.pem');
    fs.writeFileSync(file, authority.cert);
    process.env['NODE_EXTRA_CA_CERTS'] = file;
    const uri = await tlsServer(authority, 'localhost');
    const { report } = await diagnoseJson(['--turn', uri, ...account, ...only], home);
    expect(allocate(report)).toMatchObject({
      status: 'passed',
      result: { tls: { problem: 'none', names: ['localhost'] } },
    });
  });

  it('says what is wrong with a certificate, and keeps its names to itself when it redacts', async () => {
    const uri = await tlsServer(await createTestAuthority(), 'turn.secret-name.example');
    const args = ['--turn', uri, ...account, ...only];
    const { report } = await diagnoseJson(args, home);
    expect(allocate(report)).toMatchObject({
      status: 'failed',
      error: { code: 'untrusted' },
      result: { tls: { problem: 'unknown-issuer', names: ['turn.secret-name.example'] } },
    });
    const redacted = await diagnoseJson([...args, '--redact'], home);
    expect(JSON.stringify(redacted.report)).not.toContain('secret-name');
  });

  it('keeps a REST secret and its name out of everything that it writes', async () => {
    const server = await openScriptedServer(() => ({
      error: 401,
      attributes: [
        { name: 'REALM', value: 'example.org' },
        { name: 'NONCE', value: 'plain' },
      ],
    }));
    cleanUp.push(() => server.close());
    const files = ['report.json', 'report.html', 'report.md', 'history.db'].map((name) =>
      path.join(home, name),
    );
    const [json = '', html = '', markdown = '', db = ''] = files;
    const { stdout, stderr } = await runCli(
      [
        'diagnose',
        ...['--turn', `turn:127.0.0.1:${server.endpoint.port}`, ...only],
        ...['--rest-secret', 'the-shared-secret', '--username', 'anna-of-rest', '--db', db],
        ...['--output', json, '--output', html, '--output', markdown],
      ],
      home,
    );
    const report = JSON.parse(fs.readFileSync(json, 'utf8')) as Report;
    expect(allocate(report)?.result).toMatchObject({ credentialProblem: 'wrong' });
    const written = fs.readdirSync(home).map((name) => path.join(home, name));
    const texts = written
      .filter((file) => fs.statSync(file).isFile())
      .map((file) => fs.readFileSync(file, 'latin1'));
    expect(texts.length).toBeGreaterThanOrEqual(files.length);
    for (const text of [stdout, stderr, ...texts]) {
      expect(text).not.toMatch(/the-shared-secret|anna-of-rest/);
    }
  });

  it.each([
    [['--rest-secret', 's'], 'belong to a --turn server'],
    [['--turn', 'turn:127.0.0.1', '--rest-secret', ''], '--rest-secret is empty'],
    [['--turn', 'turn:127.0.0.1', ...account, '--rest-secret', 's'], 'leave out --credential'],
    [['--turn', 'turn:127.0.0.1', '--username', 'anna'], 'or --rest-secret'],
  ])('ends with 2 for %j', async (args, message) => {
    const { status, stderr } = await runCli(['diagnose', ...args], home);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
