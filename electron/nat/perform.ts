import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import type { StunSocket } from '../stun/index.ts';
import { hasAddress } from './local-address.ts';
import { bindPort } from './local-port.ts';
import type { NatAction, NatMachine } from './machine.ts';

export interface PerformOptions {
  family: AddressFamily;
  /** The address of this computer to send from. */
  localAddress: string;
  /** Ends the test where it stands. */
  signal: AbortSignal;
  /** Called after every event. */
  onEvent?: () => void;
}

/** Timers can be no longer; a later wake-up only wakes in between. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Runs a NAT test on real sockets to its end, or until the signal. Never rejects for what the network does. At the end
 * it looks whether this computer still has the address: silence from an address that is gone means nothing.
 */
export async function perform(machine: NatMachine, options: PerformOptions): Promise<void> {
  const performer = new Performer(machine, options);
  await performer.run();
}

class Performer {
  readonly #machine: NatMachine;
  readonly #options: PerformOptions;
  readonly #sockets = new Map<string, StunSocket>();
  /** Not every system lists every address; one that was never listed is not gone. */
  readonly #wasListed: boolean;
  #timer: NodeJS.Timeout | undefined;
  #finish: () => void = () => undefined;
  #finished = false;

  constructor(machine: NatMachine, options: PerformOptions) {
    this.#machine = machine;
    this.#options = options;
    this.#wasListed = hasAddress(options.localAddress);
  }

  async run(): Promise<void> {
    const { signal, localAddress } = this.#options;
    const ended = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    signal.addEventListener('abort', this.#finish, { once: true });
    if (signal.aborted) this.#finish();
    else this.#handle(this.#machine.onTime(performance.now()));
    await ended;
    this.#finished = true;
    clearTimeout(this.#timer);
    signal.removeEventListener('abort', this.#finish);
    for (const socket of this.#sockets.values()) socket.close();
    if (this.#wasListed && !hasAddress(localAddress))
      this.#machine.onAddressGone(performance.now());
  }

  #handle(actions: readonly NatAction[]): void {
    for (const action of actions) {
      if (action.type === 'open') void this.#open(action.socket, action.portClass);
      else this.#send(action.socket, action.bytes, action.to);
    }
    this.#options.onEvent?.();
    if (this.#machine.done) this.#finish();
    else this.#sleep();
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    const { wakeAtMs } = this.#machine;
    if (wakeAtMs === Infinity || this.#finished) return;
    const delayMs = Math.min(Math.max(0, wakeAtMs - performance.now()), longestTimerMs);
    // After a busy moment, packets that wait in the kernel are read before a deadline counts: hence the immediate.
    this.#timer = setTimeout(
      () =>
        setImmediate(() => {
          if (!this.#finished) this.#handle(this.#machine.onTime(performance.now()));
        }),
      Math.ceil(delayMs),
    );
  }

  async #open(name: string, portClass: 'mapping' | 'filtering'): Promise<void> {
    const { family, localAddress } = this.#options;
    const opened = await bindPort(family, localAddress, portClass);
    if (this.#finished) {
      if (opened.ok) opened.value.close();
      return;
    }
    if (!opened.ok) {
      this.#handle(this.#machine.onSocketError(name, opened.code, null, performance.now()));
      return;
    }
    const socket = opened.value;
    this.#sockets.set(name, socket);
    socket.onDatagram((bytes, from) => {
      if (!this.#finished) {
        this.#handle(this.#machine.onDatagram(name, bytes, from, performance.now()));
      }
    });
    this.#handle(this.#machine.onOpened(name, socket.localEndpoint, performance.now()));
  }

  #send(name: string, bytes: Buffer, to: Endpoint): void {
    this.#sockets.get(name)?.send(bytes, to, (code) => {
      if (this.#finished) return;
      this.#handle(this.#machine.onSocketError(name, code, to, performance.now()));
    });
  }
}
