import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { longTermKey, type StunAttribute } from '../../electron/stun/index.ts';
import { isChannelData, type LossyPathOptions } from '../../electron/turn/testing/lossy-path.ts';
import {
  openScriptedServer,
  type ScriptedAnswer,
} from '../../electron/turn/testing/scripted-server.ts';
import { openScriptedStreamServer } from '../../electron/turn/testing/scripted-stream-server.ts';
import { account, uriOf } from './provoked-check.ts';
import { describeProvoked, type Provoked } from './provoked-failures.ts';
import type { Scene } from './provoked-scene.ts';

const realm = 'scripted.example';
/** Message types of requests (RFC 8656 section 17). */
const requestTypes = { Refresh: 0x0004, CreatePermission: 0x0008, ChannelBind: 0x0009 } as const;

/** A real coturn behind a way that loses what the options say. */
function behind(options: LossyPathOptions): Provoked['provoke'] {
  return async (scene) => ({
    uris: [uriOf(await scene.path((await scene.coturn()).endpoint, options))],
  });
}

function swallowing(method: keyof typeof requestTypes): Provoked['provoke'] {
  const type = requestTypes[method];
  return behind({ swallows: (bytes) => bytes.length >= 2 && bytes.readUInt16BE(0) === type });
}

const challenge: ScriptedAnswer = {
  error: 401,
  reason: 'Unauthorized',
  attributes: [
    { name: 'REALM', value: realm },
    { name: 'NONCE', value: 'plain' },
  ],
};

/** A server that answers Binding, challenges, and then answers every Allocate with this error. */
function answering(
  error: number,
  reason: string,
  ...attributes: StunAttribute[]
): Provoked['provoke'] {
  return async (scene) => {
    const integrity = longTermKey({
      username: account.username,
      realm,
      password: account.credential,
    });
    let challenged = 0;
    const { endpoint } = scene.keep(
      await openScriptedServer(({ method }) => {
        if (method === 'Binding') return { attributes: [mapped] };
        challenged += 1;
        return challenged === 1 ? challenge : { error, reason, attributes, sign: { integrity } };
      }),
    );
    return { uris: [uriOf(endpoint)] };
  };
}

const mapped: StunAttribute = {
  name: 'XOR-MAPPED-ADDRESS',
  value: { address: '127.0.0.1', port: 40_000, family: 'IPv4' },
};

/** A web server, which takes TURN and TLS for bad requests. */
async function webServer(scene: Scene) {
  const server: Server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  scene.keep({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const { port } = server.address() as AddressInfo;
  return { address: '127.0.0.1', port, family: 'IPv4' } as const;
}

const data: Provoked[] = [
  {
    failure: 'a relay that grants an address and relays nothing',
    provoke: behind({ drop: 1 }),
    codes: ['turn-data-fails', 'turn-ok'],
    headline: 'turn-data-fails',
  },
  {
    failure: 'a relay that answers no CreatePermission',
    provoke: swallowing('CreatePermission'),
    codes: ['turn-permission-fails', 'turn-ok'],
    headline: 'turn-permission-fails',
  },
  {
    failure: 'a relay that binds no channel',
    provoke: swallowing('ChannelBind'),
    codes: ['turn-channel-fails', 'turn-ok'],
    headline: 'turn-channel-fails',
  },
  {
    failure: 'a relay whose channels carry nothing',
    provoke: behind({ swallows: isChannelData }),
    codes: ['turn-channel-fails', 'turn-ok'],
    headline: 'turn-channel-fails',
  },
  {
    failure: 'a relay that renews nothing',
    provoke: swallowing('Refresh'),
    codes: ['turn-refresh-fails', 'turn-data-ok'],
    headline: 'turn-problem',
  },
  {
    failure: 'a relay on a way that loses every fifth packet',
    provoke: behind({ seed: 3, drop: 0.2 }),
    codes: ['turn-relay-lossy', 'turn-ok'],
    headline: 'turn-relay-lossy',
  },
];

const refusals: Provoked[] = (
  [
    [403, 'Forbidden', 'turn-forbidden'],
    [437, 'Allocation Mismatch', 'turn-allocation-mismatch'],
    [440, 'Address Family not Supported', 'turn-family-unsupported'],
    [441, 'Wrong Credentials', 'turn-wrong-credentials'],
    [420, 'Unknown Attribute', 'turn-failed'],
    [500, 'Server Error', 'turn-failed'],
  ] as const
).map(([error, reason, code]) => ({
  failure: `a relay that answers ${error} ${reason}`,
  provoke: answering(error, reason),
  codes: [code],
  headline: code === 'turn-wrong-credentials' ? 'turn-credentials' : 'turn-problem',
}));

const strange: Provoked[] = [
  {
    failure: 'a relay whose nonces are always stale',
    provoke: answering(
      438,
      'Stale Nonce',
      { name: 'REALM', value: realm },
      { name: 'NONCE', value: 'another' },
    ),
    codes: ['turn-stale-nonce'],
    headline: 'turn-problem',
  },
  {
    failure: 'a server that ends the connection instead of an answer',
    provoke: async (scene) => {
      const { endpoint } = scene.keep(await openScriptedStreamServer(() => 'end'));
      return { uris: [uriOf(endpoint, 'tcp')] };
    },
    codes: ['turn-closed'],
    headline: 'turn-problem',
  },
  {
    failure: 'a web server in the place of a relay over TCP',
    provoke: async (scene) => ({ uris: [uriOf(await webServer(scene), 'tcp')] }),
    codes: ['turn-not-turn'],
    headline: 'turn-problem',
  },
  {
    failure: 'a web server without TLS in the place of a relay over TLS',
    provoke: async (scene) => ({ uris: [uriOf(await webServer(scene), 'tls')] }),
    codes: ['turn-tls-protocol'],
    headline: 'turn-problem',
  },
  {
    failure: 'no way there, over UDP and TCP',
    // An address that this computer does not have: the system refuses before it sends.
    provoke: async (scene) => {
      const { endpoint } = await scene.coturn();
      return { uris: [uriOf(endpoint), uriOf(endpoint, 'tcp')], localAddress: '192.0.2.9' };
    },
    codes: ['turn-unreachable'],
    headline: 'turn-problem',
  },
];

describeProvoked('what a check says of', [...data, ...refusals, ...strange]);
