import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ServerInput, ServerView, UserSetting } from '../shared/ipc.ts';
import type { Locale } from '../shared/locale.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import { defaultProfile, type Profile, type TurnServer } from '../shared/profile.ts';
import { readProfile } from '../shared/read-profile.ts';

/** Keeps credentials outside the profile file. `persistent`: they outlive the application. */
export interface SecretStore {
  persistent: boolean;
  get: (ref: string) => string | undefined;
  /** Throws where it cannot be kept. */
  set: (ref: string, secret: string) => void;
  /** Forgets every secret that no server refers to any more. Throws where the file cannot be written. */
  keepOnly: (refs: readonly string[]) => void;
}

/** Reads a profile file. A file that is missing, unreadable or wrong is a `Failure` that says where and how to mend it. */
export function loadProfile(file: string): Outcome<Profile> {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return unreadable(file, error);
  }
  return readProfile(text, file);
}

/** The profile that `file` holds, or the default one where there is no file yet. */
export function loadActiveProfile(file: string): Outcome<Profile> {
  try {
    // In a folder of another user, a file that is there looks to some questions as if it were not.
    if (fs.statSync(file, { throwIfNoEntry: false }) === undefined) return success(defaultProfile);
  } catch (error) {
    return unreadable(file, error);
  }
  return loadProfile(file);
}

function unreadable(file: string, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  return failure(
    'profile-unreadable',
    `The profile ${file} cannot be read: ${reason}. Check its owner and permissions.`,
  );
}

/**
 * The user's own profile: the file, its servers under ids that the window can name, and their secrets. A server that was
 * removed can be restored until the application ends.
 */
export class ProfileStore {
  readonly #file: string;
  readonly #secrets: SecretStore;
  #profile: Profile;
  #servers: StoredServer[];
  readonly #removed = new Map<string, { server: StoredServer; index: number }>();

  constructor(file: string, profile: Profile, secrets: SecretStore) {
    this.#file = file;
    this.#profile = profile;
    this.#secrets = secrets;
    this.#servers = [
      ...profile.stun.map((uri): StoredServer => ({ id: randomUUID(), type: 'stun', uri })),
      ...profile.turn.map((turn): StoredServer => ({ id: randomUUID(), type: 'turn', ...turn })),
    ];
    this.#forgetUnusedSecrets();
  }

  /** The profile as its file has it. */
  withoutSecrets(): Profile {
    return this.#toFile();
  }

  /** The profile with its credentials filled in: for checks, never for the window. */
  get(): Profile {
    return {
      ...this.#toFile(),
      turn: this.#turnServers().map((server) => this.#withSecret(server)),
    };
  }

  get locale(): Locale | 'system' {
    return this.#profile.locale ?? 'system';
  }

  /** Whether passwords outlive the application. */
  get keepsSecrets(): boolean {
    return this.#secrets.persistent;
  }

  views(): ServerView[] {
    return this.#servers.map((server) => ({
      id: server.id,
      type: server.type,
      uri: server.uri,
      username: server.type === 'turn' ? server.username : null,
      credential: this.#credentialState(server),
      isPreset: false,
    }));
  }

  add(input: ServerInput): Outcome<null> {
    if (input.type === 'turn' && input.credential === undefined) {
      return failure('credential-missing', 'A TURN server needs a password. Enter it.');
    }
    const added = this.#toStored(randomUUID(), input, undefined);
    return added.ok ? this.#change([...this.#servers, added.value]) : added;
  }

  update(id: string, input: ServerInput): Outcome<null> {
    const current = this.#servers.find((server) => server.id === id);
    if (!current) return unknownServer();
    const changed = this.#toStored(id, input, current);
    if (!changed.ok) return changed;
    const servers = this.#servers.map((server) => (server.id === id ? changed.value : server));
    return this.#change(servers);
  }

  remove(id: string): Outcome<null> {
    const index = this.#servers.findIndex((server) => server.id === id);
    const server = this.#servers[index];
    if (!server) return unknownServer();
    this.#removed.set(id, { server, index });
    return this.#change(this.#servers.filter((other) => other.id !== id));
  }

  restore(id: string): Outcome<null> {
    const removed = this.#removed.get(id);
    if (!removed) return unknownServer();
    this.#removed.delete(id);
    return this.#change(this.#servers.toSpliced(removed.index, 0, removed.server));
  }

  setLocale(locale: Locale | 'system'): Outcome<null> {
    const { locale: _previous, ...rest } = this.#profile;
    return this.#changeProfile(locale === 'system' ? rest : { ...rest, locale });
  }

  setUserSetting({ setting, value }: UserSetting): Outcome<null> {
    const { [setting]: previous, ...rest } = this.#profile;
    // Where updates come from is chosen in the file only.
    const kept = setting === 'updates' && typeof previous === 'object' ? previous : {};
    const next = setting === 'updates' && value !== null ? { ...kept, ...value } : value;
    return this.#changeProfile(next === null ? rest : { ...rest, [setting]: next });
  }

  /** The profile that checks one server alone. */
  only(id: string): Outcome<Profile> {
    const server = this.#servers.find((candidate) => candidate.id === id);
    if (!server) return unknownServer();
    const profile = { ...this.get(), stun: [], turn: [] };
    return success(
      server.type === 'stun'
        ? { ...profile, stun: [server.uri] }
        : { ...profile, turn: [this.#withSecret(server)] },
    );
  }

  /** In a folder that cannot be written, that has to wait for another start. */
  #forgetUnusedSecrets(): void {
    try {
      this.#secrets.keepOnly(this.#profile.turn.flatMap(({ secretRef }) => secretRef ?? []));
    } catch {
      // They are encrypted, and nothing refers to them.
    }
  }

  #turnServers() {
    return this.#servers.filter((server) => server.type === 'turn');
  }

  #toFile(): Profile {
    const stun = this.#servers.filter(({ type }) => type === 'stun').map(({ uri }) => uri);
    const turn = this.#turnServers().map(({ id: _id, type: _type, ...server }) => server);
    return { ...this.#profile, stun, turn };
  }

  #withSecret({ uri, username, credential, secretRef, rest }: TurnServer): TurnServer {
    const secret =
      credential ?? (secretRef === undefined ? undefined : this.#secrets.get(secretRef));
    return {
      uri,
      username,
      ...(secret !== undefined && { credential: secret }),
      ...(rest && { rest }),
    };
  }

  #toStored(
    id: string,
    input: ServerInput,
    current: StoredServer | undefined,
  ): Outcome<StoredServer> {
    if (input.type === 'stun') return success({ id, type: 'stun', uri: input.uri });
    const { uri, username, credential } = input;
    if (credential === undefined && current?.type === 'turn') {
      return success({ ...current, uri, username });
    }
    const secretRef = randomUUID();
    try {
      if (credential !== undefined) this.#secrets.set(secretRef, credential);
    } catch (error) {
      return notSaved('The password could not be stored', error);
    }
    const rest = current?.type === 'turn' ? current.rest : undefined;
    return success({ id, type: 'turn', uri, username, secretRef, ...(rest && { rest }) });
  }

  #credentialState(server: StoredServer): ServerView['credential'] {
    if (server.type === 'stun') return 'none';
    if (this.#withSecret(server).credential === undefined) {
      return this.#secrets.persistent ? 'missing' : 'ask';
    }
    return this.#secrets.persistent || server.credential !== undefined ? 'stored' : 'memory';
  }

  /** What cannot be saved is not in effect either: the window would show what the next start does not know. */
  #changeProfile(profile: Profile): Outcome<null> {
    const before = this.#profile;
    this.#profile = profile;
    const saved = this.#change(this.#servers);
    if (!saved.ok) this.#profile = before;
    return saved;
  }

  #change(servers: StoredServer[]): Outcome<null> {
    const before = this.#servers;
    this.#servers = servers;
    const saved = saveProfile(this.#file, this.#toFile());
    if (!saved.ok) this.#servers = before;
    return saved;
  }
}

type StoredServer = { id: string } & (
  { type: 'stun'; uri: string } | ({ type: 'turn' } & TurnServer)
);

function unknownServer() {
  return failure(
    'server-not-found',
    'This server is no longer in the profile. Reload the settings.',
  );
}

/** Writes beside the file and renames, so that a full disk or a power cut leaves the old one whole. */
function saveProfile(file: string, profile: Profile): Outcome<null> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(draft, file);
    return success(null);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    return notSaved(`The settings could not be saved to ${file}`, error);
  }
}

function notSaved(what: string, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = "Free some space or check the folder's permissions.";
  return failure('profile-not-saved', `${what}: ${reason}. ${remedy}`);
}
