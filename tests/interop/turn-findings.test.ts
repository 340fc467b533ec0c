import {
  createSelfSigned,
  createTestAuthority,
  type TestCertificate,
} from '../../electron/stun/testing/test-certificates.ts';
import { restCredentials } from '../../electron/turn/client-rest.ts';
import { freeUdpPorts } from './process.ts';
import { account, type ProvokedCheck, uriOf } from './provoked-check.ts';
import { describeProvoked, type Provoked } from './provoked-failures.ts';
import type { Scene } from './provoked-scene.ts';

const restSecret = 'the secret of both';
const dayMs = 24 * 3600 * 1000;
const ownName = ['127.0.0.1'];

/** A server of TLS with this certificate, which is asked by TLS. */
function certified(
  issue: (scene: Scene) => Promise<TestCertificate>,
): (scene: Scene) => Promise<ProvokedCheck> {
  return async (scene) => {
    const coturn = await scene.coturn({ certificate: await issue(scene) });
    const trustedCertificates = [(await scene.authority).cert];
    return { uris: [uriOf(coturn.at('tls'), 'tls')], trustedCertificates };
  };
}

const credentials: Provoked[] = [
  {
    failure: 'another password',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn()).endpoint)],
      credentials: { ...account, credential: 'wrong' },
    }),
    codes: ['turn-credentials-refused'],
    headline: 'turn-credentials',
  },
  {
    failure: 'another user name',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn()).endpoint)],
      credentials: { ...account, username: 'nobody' },
    }),
    codes: ['turn-credentials-refused'],
    headline: 'turn-credentials',
  },
  {
    failure: 'a REST user name that has run out',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ restSecret })).endpoint)],
      credentials: restCredentials({
        secret: restSecret,
        name: 'anna',
        expiresAtMs: Date.now() - 60_000,
      }),
    }),
    codes: ['turn-credentials-expired'],
    headline: 'turn-credentials',
  },
  {
    failure: 'a REST user name of another secret',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ restSecret })).endpoint)],
      credentials: restCredentials({
        secret: 'another',
        name: 'anna',
        expiresAtMs: Date.now() + dayMs,
      }),
    }),
    codes: ['turn-credentials-rest-refused'],
    headline: 'turn-credentials',
  },
  {
    failure: 'a REST secret that is another one',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ restSecret })).endpoint)],
      credentials: { username: 'anna', credential: 'another', rest: {} },
    }),
    codes: ['turn-credentials-rest-refused'],
    headline: 'turn-credentials',
  },
];

const refusals: Provoked[] = [
  ...(['--user-quota', '--total-quota'] as const).map((option): Provoked => ({
    failure: `486 by ${option}`,
    provoke: async (scene) => {
      const coturn = await scene.coturn({ extraArgs: [option, '1'] });
      await scene.occupy(coturn);
      return { uris: [uriOf(coturn.endpoint)] };
    },
    codes: ['turn-quota'],
    headline: 'turn-problem',
  })),
  {
    failure: '508, no relay port left',
    provoke: async (scene) => {
      const port = `${await freeUdpPorts()}`;
      const coturn = await scene.coturn({ extraArgs: ['--min-port', port, '--max-port', port] });
      await scene.occupy(coturn);
      return { uris: [uriOf(coturn.endpoint)] };
    },
    codes: ['turn-capacity'],
    headline: 'turn-problem',
  },
  {
    failure: '442, no relaying of UDP',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ extraArgs: ['--no-udp-relay'] })).endpoint)],
    }),
    codes: ['turn-transport-unsupported'],
    headline: 'turn-problem',
  },
  {
    failure: '300 in a circle',
    provoke: async (scene) => {
      const port = await freeUdpPorts();
      const back = await scene.coturn({ extraArgs: ['--alternate-server', `127.0.0.1:${port}`] });
      const forth = ['--alternate-server', `127.0.0.1:${back.port}`];
      return { uris: [uriOf((await scene.coturn({ port, extraArgs: forth })).endpoint)] };
    },
    codes: ['turn-redirect'],
    headline: 'turn-problem',
  },
  {
    failure: '403 for the peer',
    provoke: async (scene) => ({
      uris: [
        uriOf((await scene.coturn({ extraArgs: ['--denied-peer-ip', '127.0.0.1'] })).endpoint),
      ],
    }),
    codes: ['turn-peer-forbidden', 'turn-ok'],
    headline: 'good',
    level: 'good',
  },
  {
    failure: 'a server of STUN only',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ extraArgs: ['--stun-only'] })).endpoint)],
    }),
    codes: ['turn-allocate-ignored'],
    headline: 'turn-problem',
  },
];

const closed: Provoked[] = [
  {
    failure: 'silence over UDP',
    provoke: async (scene) => {
      const coturn = await scene.coturn();
      await coturn.pause();
      return { uris: [uriOf(coturn.endpoint)] };
    },
    codes: ['turn-udp-silent'],
    headline: 'turn-problem',
  },
  ...(['tcp', 'tls'] as const).map((transport): Provoked => ({
    failure: `silence over ${transport.toUpperCase()}`,
    provoke: async (scene) => {
      const certificate = await (await scene.authority).issue({ names: ownName });
      const coturn = await scene.coturn({ certificate });
      await coturn.pause();
      return { uris: [uriOf(coturn.at(transport), transport)] };
    },
    codes: [`turn-${transport}-silent`],
    headline: 'turn-problem',
  })),
  {
    failure: 'silence over UDP beside TCP that relays',
    provoke: async (scene) => {
      const coturn = await scene.coturn({ extraArgs: ['--no-udp'], answersBy: 'tcp' });
      await scene.silence('127.0.0.1', coturn.port);
      return { uris: [uriOf(coturn.endpoint), uriOf(coturn.endpoint, 'tcp')] };
    },
    codes: ['turn-only-tcp', 'turn-data-ok', 'turn-ok'],
    headline: 'turn-only-tcp',
  },
  {
    failure: 'a refusal over UDP',
    provoke: async (scene) => {
      const coturn = await scene.coturn({ extraArgs: ['--no-udp'], answersBy: 'tcp' });
      return { uris: [uriOf(coturn.endpoint)] };
    },
    codes: ['turn-refused'],
    headline: 'turn-problem',
  },
  {
    failure: 'a refusal over TCP',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ extraArgs: ['--no-tcp'] })).endpoint, 'tcp')],
    }),
    codes: ['turn-refused'],
    headline: 'turn-problem',
  },
  {
    failure: 'a refusal over TLS',
    provoke: async (scene) => ({
      uris: [uriOf({ ...(await scene.coturn()).endpoint, port: await freeUdpPorts() }, 'tls')],
    }),
    codes: ['turn-refused'],
    headline: 'turn-problem',
  },
];

// A name too long for DNS once it is written in ASCII: the resolver knows so without asking anybody.
const unknownName = `${'ü'.repeat(63)}.invalid`;

const names: Provoked[] = [
  {
    failure: 'a name that is not known, over UDP',
    provoke: () => Promise.resolve({ uris: [`turn:${unknownName}`] }),
    codes: ['turn-name-not-found'],
    headline: 'turn-problem',
  },
  {
    failure: 'a name that is not known, over TLS',
    provoke: () => Promise.resolve({ uris: [`turns:${unknownName}`] }),
    codes: ['turn-name-not-found'],
    headline: 'turn-problem',
  },
];

const certificates: Provoked[] = [
  {
    failure: 'a certificate for another name',
    provoke: certified(async (scene) =>
      (await scene.authority).issue({ names: ['other.example'] }),
    ),
    codes: ['turn-tls-name'],
    headline: 'turn-certificate',
  },
  {
    failure: 'a certificate of a stranger',
    provoke: certified(async () =>
      (await createTestAuthority('Stranger')).issue({ names: ownName }),
    ),
    // It may be that of a proxy that looks inside, so the headline does not blame the relay.
    codes: ['turn-tls-issuer'],
    headline: 'turn-problem',
  },
  {
    failure: 'a certificate that signed itself',
    provoke: certified(() => createSelfSigned({ names: ownName })),
    codes: ['turn-tls-self-signed'],
    headline: 'turn-certificate',
  },
  {
    failure: 'a certificate that has expired',
    provoke: certified(async (scene) =>
      (await scene.authority).issue({
        names: ownName,
        validFrom: new Date(Date.now() - 2 * dayMs),
        validTo: new Date(Date.now() - dayMs),
      }),
    ),
    codes: ['turn-tls-expired'],
    headline: 'turn-certificate',
  },
  {
    failure: 'a certificate that is dated ahead',
    provoke: certified(async (scene) =>
      (await scene.authority).issue({ names: ownName, validFrom: new Date(Date.now() + dayMs) }),
    ),
    codes: ['turn-tls-not-yet-valid'],
    headline: 'turn-certificate',
  },
];

const setUps: Provoked[] = [
  {
    failure: 'a relayed address that is that of this computer, as behind a NAT',
    provoke: async (scene) => {
      const extraArgs = ['--external-ip', '127.0.0.2/127.0.0.1'];
      const { endpoint } = await scene.coturn({ extraArgs });
      return { uris: [uriOf(endpoint)], localAddress: '127.0.0.2' };
    },
    codes: ['turn-relay-private', 'turn-ok'],
    headline: 'turn-relay-private',
  },
  {
    failure: 'an old version',
    provoke: async (scene) => ({
      uris: [uriOf((await scene.coturn({ tellsVersion: true })).endpoint)],
    }),
    codes: ['turn-old-software', 'turn-data-ok', 'turn-ok'],
    headline: 'good',
    level: 'good',
  },
  {
    failure: 'no fault',
    provoke: async (scene) => ({ uris: [uriOf((await scene.coturn()).endpoint)] }),
    codes: ['turn-data-ok', 'turn-ok'],
    headline: 'good',
    level: 'good',
  },
];

describeProvoked('what a check says of a coturn that has', [
  ...credentials,
  ...refusals,
  ...closed,
  ...names,
  ...certificates,
  ...setUps,
]);
