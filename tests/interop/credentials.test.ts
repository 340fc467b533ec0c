import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory, type OpenedHistory } from '../../electron/open-history.ts';
import { restCredentials } from '../../electron/turn/client-rest.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';
import { requirement } from '../requirements.ts';
import { allWritten, placesOf, type Written } from '../written.ts';
import { startCliRelay } from './cli-relay.ts';
import { startCoturn } from './coturn.ts';

const realm = 'credentials.example.org';
const username = 'anna.zyx';
/** With what JSON, HTML and addresses write in another way. */
const secret = 'zyx "secret"<&>/+ öß 7QpLm2';
const formats = ['html', 'txt', 'md', 'csv', 'json', 'callpath', 'zip'] as const;
const kinds = 'local.interfaces,stun.binding,turn.allocate,turn.relay';
const { skip } = requirement('interop', ['turnserver']);

interface StartedServer {
  port: number;
  stop: () => Promise<unknown>;
}

interface Case {
  name: string;
  start: () => Promise<StartedServer>;
  options: string[];
  passes: boolean;
}

const account = ['--username', username, '--credential', secret];
const cases: Case[] = [
  {
    name: 'an account at coturn',
    start: () => startCoturn({ realm, username, credential: secret }),
    options: account,
    passes: true,
  },
  {
    name: 'an account whose password coturn does not know',
    start: () => startCoturn({ realm, username, credential: 'another one' }),
    options: account,
    passes: false,
  },
  {
    name: 'the secret of a REST API at coturn',
    start: () => startCoturn({ realm, restSecret: secret }),
    options: ['--username', username, '--rest-secret', secret],
    passes: true,
  },
  {
    name: 'an account at the own relay',
    start: () => startCliRelay(username, secret, ['--realm', realm]),
    options: account,
    passes: true,
  },
];

let home: string;
let remove: () => void;
let history: OpenedHistory;

/** While the history is open here as well, its log is not taken away by the end of the check. */
beforeEach(() => {
  ({ folder: home, remove } = temporaryFolder());
  const opened = openHistory(path.join(home, 'history.db'), createTranslate('en'));
  if (!opened.ok) throw new Error(opened.message);
  history = opened.value;
});
afterEach(() => {
  history.close();
  remove();
});

/** Runs a check that writes all that the command line can; gives what it wrote, its output included. */
async function check(server: string, options: readonly string[]): Promise<Written[]> {
  const outputs = formats.flatMap((one) => ['--output', path.join(home, `report.${one}`)]);
  const { status, stdout, stderr } = await runCli(
    [
      'diagnose',
      ...['--turn', server, '--turn', `${server}?transport=tcp`, ...options],
      ...['--probes', kinds, '--audit', '--db', path.join(home, 'history.db'), ...outputs],
    ],
    home,
  );
  expect(status, stderr).not.toBe(null);
  const printed = { name: 'what it printed', bytes: Buffer.from(stdout + stderr) };
  return [printed, ...(await allWritten(home))];
}

/** Names that a check makes of a REST secret are good for an hour; a check takes less than so many seconds. */
const [goodForSec, checkSec] = [3_600, 200];

/** All from which somebody could sign in: the secret, and what is made of it. */
function secretsOf({ options }: Case, fromMs: number): string[] {
  if (options.includes('--rest-secret')) {
    const made = Array.from({ length: checkSec }, (_, second) => {
      const expiresAtMs = fromMs + (goodForSec + second) * 1_000;
      return restCredentials({ secret, name: username, expiresAtMs }).credential;
    });
    return [secret, username, ...made];
  }
  const key = createHash('md5').update(`${username}:${realm}:${secret}`).digest();
  return [secret, key.toString('hex'), key.toString('base64')];
}

describe.skipIf(skip)('the credentials of a TURN server', () => {
  it.each(cases)(
    'are in no report, not in the history, its log, or what is printed: $name',
    async (one) => {
      const fromMs = Date.now();
      const server = await one.start();
      const written = await check(`turn:127.0.0.1:${server.port}`, one.options);
      await server.stop();
      const names = written.map(({ name }) => name);
      const report = JSON.parse(readFileSync(path.join(home, 'report.json'), 'utf8')) as Report;
      const { id } = report.session;
      const asked = report.probes.filter(({ kind }) => kind === 'turn.allocate');

      // They were really used, and what is looked for would be found.
      expect(asked.map(({ status }) => status === 'passed')).toEqual([one.passes, one.passes]);
      expect(names).toEqual(
        expect.arrayContaining([
          ...formats.map((format) => `report.${format}`),
          ...['report.zip/report.html', 'report.zip/samples.csv', 'history.db', 'history.db-wal'],
        ]),
      );
      const withId = placesOf(id, written).join('\n');
      for (const name of ['report.html', 'report.zip/report.json', 'history.db-wal']) {
        expect(withId).toContain(`${name}: UTF-8`);
      }

      expect(secretsOf(one, fromMs).flatMap((text) => placesOf(text, written))).toEqual([]);
    },
    120_000,
  );
});
