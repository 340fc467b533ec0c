import fs from 'node:fs';
import type { PolicyFile } from './policy-file.ts';
import { readPolicy } from './read-policy.ts';

export interface PolicySourceTerms {
  read: (path: string) => PolicyFile;
  onRead: (file: PolicyFile) => void;
}

/**
 * The policy as it is now. It is read anew where the file, or one that it names, is another one than before: what an
 * administrator changes counts from the next question on, without a restart and without a watcher that may miss it.
 */
export class PolicySource {
  readonly #path: string;
  readonly #read: (path: string) => PolicyFile;
  readonly #onRead: (file: PolicyFile) => void;
  #last: { file: PolicyFile; stamp: string } | null = null;

  /** `onRead` is told each time that the files were read: at first, and after each change. */
  constructor(
    path: string,
    { read = readPolicy, onRead = () => undefined }: Partial<PolicySourceTerms> = {},
  ) {
    this.#path = path;
    this.#read = read;
    this.#onRead = onRead;
  }

  current(): PolicyFile {
    const previous = this.#last?.file;
    if (previous && this.#last?.stamp === this.#stamp(previous)) return previous;
    // Before it is read: a change meanwhile is seen the next time.
    const before = this.#stamp(previous);
    const read = this.#read(this.#path);
    const file = previous && read.state === 'broken' ? kept(previous, read) : read;
    const stamp = sameFiles(previous, file) ? before : this.#stamp(file);
    this.#last = { file, stamp };
    this.#onRead(file);
    return file;
  }

  #stamp(file: PolicyFile | undefined): string {
    return [this.#path, ...credentialFiles(file)].map(stampOf).join('\n');
  }
}

/** A file that somebody is just writing must not unlock what it locked. */
function kept(previous: PolicyFile, broken: PolicyFile): PolicyFile {
  if (previous.named.length === 0) return broken;
  const { path, problems } = broken;
  const remark = { code: 'previous-in-effect', place: path, reason: '' } as const;
  const others = problems.filter(({ code }) => code !== 'previous-in-effect');
  return { ...previous, state: 'broken', problems: [...others, remark] };
}

function credentialFiles(file: PolicyFile | undefined): string[] {
  const turn = file?.policy.servers?.turn ?? [];
  return [...new Set(turn.flatMap(({ credentialFile }) => credentialFile ?? []))];
}

function sameFiles(one: PolicyFile | undefined, other: PolicyFile): boolean {
  return credentialFiles(one).join('\n') === credentialFiles(other).join('\n');
}

function stampOf(path: string): string {
  try {
    const link = fs.lstatSync(path, { bigint: true });
    const { dev, ino, size, mtimeNs, ctimeNs } = link.isSymbolicLink()
      ? fs.statSync(path, { bigint: true })
      : link;
    return [link.ino, dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
