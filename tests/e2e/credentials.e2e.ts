import type { Report } from '../../shared/report.ts';
import { startCliRelay } from '../interop/cli-relay.ts';
import { allWritten, placesOf, type Written } from '../written.ts';
import { expect, test } from './application.ts';
import { answerSaveDialog, check, exportAs } from './steps.ts';

const username = 'anna.zyx';
/** With what JSON, HTML and addresses write in another way. */
const secret = 'zyx "secret"<&>/+ öß 7QpLm2';
const probes = [
  'local.interfaces',
  'stun.binding',
  'turn.allocate',
  'turn.relay',
  'webrtc.gather',
  'webrtc.call',
];

test('a password is in no report, not in the history, and in nothing else that the application leaves', async ({
  callpath,
}) => {
  test.setTimeout(180_000);
  const relay = await startCliRelay(username, secret);
  const uri = `turn:127.0.0.1:${relay.port}`;
  const account = { username, credential: secret };
  await callpath.useProfile({
    name: 'office',
    probes,
    turn: [
      { uri, ...account },
      { uri: `${uri}?transport=tcp`, ...account },
    ],
  });
  const { app, page, complaints } = await callpath.start();
  let printed = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  await check(page);
  await answerSaveDialog(app, callpath.path('report.zip'));
  await exportAs(page, 'zip');
  const shown = await page.content();

  /** The profile is where the password was put by hand; everything else was written by Callpath. */
  const written = async (): Promise<Written[]> => {
    const files = await allWritten(callpath.userData);
    const said = { name: 'said', bytes: Buffer.from([printed, shown, ...complaints].join('\n')) };
    return [said, ...files.filter(({ name }) => name !== 'profile.json')];
  };
  const running = await written();
  await relay.stop();
  await callpath.stop();
  const names = running.map(({ name }) => name);
  const packed = ['report.html', 'report.pdf', 'samples.csv'].map((name) => `report.zip/${name}`);
  expect(names).toEqual(expect.arrayContaining(['history.db', 'history.db-wal', ...packed]));
  // The relay was used, and what is looked for would be found.
  expect(placesOf('127.0.0.1', running).join('\n')).toContain('history.db-wal: UTF-8');
  const json = running.find(({ name }) => name === 'report.zip/report.json')?.bytes.toString();
  const report = JSON.parse(json ?? '') as Report;
  const passed = report.probes.filter(({ status }) => status === 'passed').map(({ kind }) => kind);
  expect(passed).toEqual(expect.arrayContaining(['turn.allocate', 'turn.relay', 'webrtc.call']));

  expect(placesOf(secret, running)).toEqual([]);
  expect(placesOf(secret, await written())).toEqual([]);
});
