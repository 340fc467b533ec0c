import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Endpoint } from '../../shared/endpoint.ts';
import {
  createTestAuthority,
  type TestAuthority,
} from '../../electron/stun/testing/test-certificates.ts';
import { openLossyPath, type LossyPathOptions } from '../../electron/turn/testing/lossy-path.ts';
import { connectingClient } from '../../electron/turn/testing/open-client.ts';
import { startCoturn, type CoturnOptions, type RunningCoturn } from './coturn.ts';
import { account } from './provoked-check.ts';

/** The servers of one provoked failure, on loopback. They end when the test does. */
export class Scene {
  readonly #authority = createTestAuthority();
  readonly #ending: (() => Promise<void> | void)[] = [];

  /** The authority whose certificates a check may trust. */
  get authority(): Promise<TestAuthority> {
    return this.#authority;
  }

  /** A coturn of the account, which does not tell its version unless it is to. */
  async coturn({
    extraArgs = [],
    tellsVersion = false,
    ...options
  }: Partial<CoturnOptions> & { tellsVersion?: boolean } = {}): Promise<RunningCoturn> {
    const coturn = await startCoturn({
      ...account,
      realm: 'interop.example',
      ...options,
      extraArgs: [...(tellsVersion ? [] : ['--no-software-attribute']), ...extraArgs],
    });
    this.#ending.push(coturn.stop);
    return coturn;
  }

  /** A way to the server over UDP that loses what the options say. */
  async path(server: Endpoint, options: LossyPathOptions): Promise<Endpoint> {
    return this.keep(await openLossyPath(server, options)).endpoint;
  }

  /** A UDP port that takes everything and says nothing. */
  async silence(address = '127.0.0.1', port = 0): Promise<Endpoint> {
    const socket = createSocket('udp4');
    socket.on('error', () => undefined);
    socket.bind({ address, port });
    await once(socket, 'listening');
    this.keep({ close: () => void socket.close() });
    return { address, port: socket.address().port, family: 'IPv4' };
  }

  /** Takes one allocation, which stays until the end of the test. */
  async occupy({ endpoint: server }: RunningCoturn): Promise<void> {
    const client = this.keep(connectingClient({ transport: 'udp', server, account }));
    const allocated = await client.allocate();
    if (!allocated.ok) throw new Error(`nothing to occupy: ${allocated.failure.status}`);
  }

  keep<T extends { close(): Promise<void> | void }>(one: T): T {
    this.#ending.push(() => one.close());
    return one;
  }

  async end(): Promise<void> {
    for (const end of this.#ending.splice(0).reverse()) await end();
  }
}
