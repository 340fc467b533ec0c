import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, runToEnd } from '../run-to-end.ts';

/** What installing writes into. */
const folders = ['etc', 'opt', 'usr/local', 'usr/share'];
const limitMs = 120_000;
/** An ordinary user whom nobody else is. */
const user = { name: 'callpath-test', id: 54_321 };

/** What it takes; all of it is in util-linux. */
export const programsForMachine = ['unshare', 'nsenter', 'setpriv', 'mount'];

/**
 * This computer, with what is written into `/etc`, `/opt`, `/usr/local` and `/usr/share` kept in a folder instead: only those see
 * it who are started here. As root, on Linux.
 */
export class PrivateMachine {
  readonly #holder: ChildProcess;
  /** Of the ordinary user. */
  readonly home: string;

  private constructor(holder: ChildProcess, home: string) {
    this.#holder = holder;
    this.home = home;
  }

  /** `folder` is one of the test's own, on a real disk, that every user may enter. */
  static async start(folder: string): Promise<PrivateMachine> {
    const home = join(folder, 'home');
    const mounts = folders.map((name) => {
      const at = join(folder, name.replace('/', '-'));
      for (const part of ['upper', 'work']) mkdirSync(join(at, part), { recursive: true });
      const layers = `lowerdir=/${name},upperdir=${at}/upper,workdir=${at}/work`;
      return `mount -t overlay overlay -o ${layers} /${name}`;
    });
    const script = [
      'set -e',
      ...mounts,
      `install -d -m 700 -o ${user.id} -g ${user.id} ${home}`,
      `echo '${user.name}:x:${user.id}:${user.id}::${home}:/bin/sh' >> /etc/passwd`,
      'echo ready',
      'exec sleep infinity',
    ].join('\n');
    const holder = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(holder, 'close').then(() => null);
    const told = await Promise.race([once(holder.stdout, 'data'), ended]);
    if (told === null) throw new Error('The folders of this computer could not be covered.');
    return new PrivateMachine(holder, home);
  }

  /** The arguments that run a command here: as root, or as the ordinary user. */
  command(command: readonly string[], { asUser = false } = {}): [string, string[]] {
    const identity = [
      'setpriv',
      `--reuid=${user.id}`,
      `--regid=${user.id}`,
      '--clear-groups',
      '--',
    ];
    const enter = [`--target=${this.#holder.pid}`, '--mount', '--'];
    return ['nsenter', [...enter, ...(asUser ? identity : []), ...command]];
  }

  /** Of the ordinary user: nothing of who runs the test. */
  get env(): NodeJS.ProcessEnv {
    return {
      HOME: this.home,
      USER: user.name,
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LC_ALL: 'C.UTF-8',
      LANGUAGE: 'en',
    };
  }

  runAsRoot(script: string): Promise<Ended> {
    const [program, args] = this.command(['sh', '-ec', script]);
    return runToEnd(program, args, { timeoutMs: limitMs });
  }

  runAsUser(command: readonly string[]): Promise<Ended> {
    const [program, args] = this.command(command, { asUser: true });
    return runToEnd(program, args, { timeoutMs: limitMs, env: this.env });
  }

  async stop(): Promise<void> {
    const closed = once(this.#holder, 'close');
    this.#holder.kill();
    await closed;
  }
}
