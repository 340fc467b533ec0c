import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ProbeResult } from '../../shared/report.ts';
import { keepRecording } from '../record/keep-recording.ts';
import { requirement } from '../requirements.ts';
import { account, probe, uriOf } from './provoked-check.ts';
import { soundProbes } from './provoked-failures.ts';
import { Scene } from './provoked-scene.ts';
import { expectTold } from './provoked-telling.ts';

const { skip } = requirement('interop', ['turnserver']);
const restSecret = 'the secret of both';
const scene = new Scene();

afterEach(async () => {
  vi.useRealTimers();
  await scene.end();
});

describe.skipIf(skip)('what a check says where the clock of this computer', () => {
  const hourMs = 3600 * 1000;
  const beforeThisProgram = Date.UTC(2020, 0, 1);
  const secret = { username: 'anna', credential: restSecret, rest: {} };
  let sound: ProbeResult[] = [];

  beforeAll(async () => {
    sound = await soundProbes();
  });

  /** Looks at a coturn that has a REST secret and a good certificate, by a clock that only this process has. */
  async function checkedAt(nowMs: number, transports: readonly ('udp' | 'tls')[]) {
    const authority = await scene.authority;
    const certificate = await authority.issue({ names: ['127.0.0.1'] });
    const coturn = await scene.coturn({ restSecret, certificate });
    vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
    const probes = await probe({
      uris: transports.map((transport) => uriOf(coturn.at(transport), transport)),
      credentials: secret,
      trustedCertificates: [authority.cert],
    });
    const all = [...sound, ...probes];
    keepRecording(`clock ${expect.getState().currentTestName?.split('> ').at(-1)}`, all);
    return all;
  }

  it('is earlier than this program: the certificate shows it', async () => {
    const probes = await checkedAt(beforeThisProgram, ['tls']);
    expectTold(probes, { codes: ['turn-clock'], headline: 'turn-clock' });
  });

  it('is earlier than this program: that is also why the password is refused', async () => {
    const probes = await checkedAt(beforeThisProgram, ['udp', 'tls']);
    expectTold(probes, { codes: ['turn-clock'], headline: 'turn-clock' });
  });

  it('is two hours slow: a password with a later time is accepted', async () => {
    const probes = await checkedAt(Date.now() - 2 * hourMs, ['udp', 'tls']);
    expectTold(probes, { codes: ['turn-clock-differs'], headline: 'turn-clock-differs' });
  });

  it('is half an hour slow: the password lasts longer than that', async () => {
    const probes = await checkedAt(Date.now() - hourMs / 2, ['udp']);
    expectTold(probes, { codes: ['turn-data-ok', 'turn-ok'], headline: 'good', level: 'good' });
  });
});

describe.skipIf(skip)('what a check says where UDP gets no answer from any server and TCP', () => {
  /** Everything that a check of two servers asks; the relay answers by TCP. */
  async function checked(credentials: typeof account): Promise<ProbeResult[]> {
    const coturn = await scene.coturn({ extraArgs: ['--no-udp'], answersBy: 'tcp' });
    await scene.silence('127.0.0.1', coturn.port);
    const { address, port } = await scene.silence('127.0.0.2');
    const probes = await probe({
      uris: [uriOf(coturn.endpoint), uriOf(coturn.endpoint, 'tcp')],
      stun: [`stun:${address}:${port}`],
      credentials,
      kinds: ['relay.baseline', 'stun.binding', 'nat.mapping', 'turn.allocate', 'turn.relay'],
    });
    keepRecording(
      `UDP silent and TCP ${expect.getState().currentTestName?.split('> ').at(-1)}`,
      probes,
    );
    return probes;
  }

  it('relays: calls go that way', async () => {
    const codes = ['udp-blocked-relayed', 'turn-data-ok', 'turn-ok'] as const;
    expectTold(await checked(account), { codes, headline: 'udp-blocked-relayed' });
  });

  it('does not relay: calls have no way', async () => {
    const codes = ['no-path-for-calls', 'turn-credentials-refused'] as const;
    const probes = await checked({ ...account, credential: 'wrong' });
    expectTold(probes, { codes, headline: 'no-path-for-calls', level: 'blocked' });
  });
});
