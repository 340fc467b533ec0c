import { safeStorage } from 'electron';
import * as v from 'valibot';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const fileSchema = v.record(v.string(), v.string());

/**
 * Credentials, kept under a reference. Where the operating system has a secret storage they are encrypted with it and
 * written to a file; where it has none (on Linux also: only `basic_text`, whose key everybody knows) they stay in
 * memory until Callpath ends. Make it when the application is ready, not before.
 *
 * The synchronous calls are used because Electron 33 has no others.
 */
export class SystemSecrets {
  /** Whether secrets outlive the application. */
  readonly persistent = hasSystemStorage();
  readonly #filePath: string;
  readonly #inMemory = new Map<string, string>();

  constructor(filePath: string) {
    this.#filePath = filePath;
  }

  /** The secret; `undefined` where there is none, or where it was encrypted for another user or computer. */
  get(reference: string): string | undefined {
    if (!this.persistent) return this.#inMemory.get(reference);
    const encrypted = this.#read()[reference];
    if (encrypted === undefined) return undefined;
    try {
      return safeStorage.decryptString(Buffer.from(encrypted, 'base64'));
    } catch {
      return undefined;
    }
  }

  /** Throws where the file cannot be written. */
  set(reference: string, secret: string): void {
    if (!this.persistent) {
      this.#inMemory.set(reference, secret);
      return;
    }
    const encrypted = safeStorage.encryptString(secret).toString('base64');
    writeJsonFile(this.#filePath, { ...this.#read(), [reference]: encrypted });
  }

  /** Forgets every secret that is not named. */
  keepOnly(references: readonly string[]): void {
    for (const reference of this.#inMemory.keys()) {
      if (!references.includes(reference)) this.#inMemory.delete(reference);
    }
    // Without a storage today, what an earlier start encrypted stays: it can be read again when the storage is back.
    if (!this.persistent) return;
    const stored = this.#read();
    const kept = Object.entries(stored).filter(([reference]) => references.includes(reference));
    if (kept.length < Object.keys(stored).length) {
      writeJsonFile(this.#filePath, Object.fromEntries(kept));
    }
  }

  #read(): Record<string, string> {
    return readJsonFile(this.#filePath, fileSchema, {});
  }
}

/** Keeps nothing and forgets nothing: for a start whose profile, and so what it refers to, could not be read. */
export const noSecrets = {
  persistent: false,
  get: () => undefined,
  set: () => undefined,
  keepOnly: () => undefined,
};

function hasSystemStorage(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}
