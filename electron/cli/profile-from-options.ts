import path from 'node:path';
import * as v from 'valibot';
import { failure, type Outcome, success } from '../../shared/outcome.ts';
import {
  defaultProfile,
  type Profile,
  type TurnServer,
  turnUsernameSchema,
} from '../../shared/profile.ts';
import { loadActiveProfile, loadProfile } from '../profiles.ts';
import { parseServerUri, type ServerUriProblem } from '../../shared/uri.ts';
import { userDataFolder } from '../user-data.ts';

export interface ServerOptions {
  profile?: string;
  stun: string[];
  turn: string[];
  username?: string;
  credential?: string;
  restSecret?: string;
  offline?: true;
}

const howItIsRight: Record<ServerUriProblem, string> = {
  empty: 'it is empty',
  scheme: 'it must begin with stun:, stuns:, turn: or turns:',
  slashes: 'there are no slashes after the colon',
  host: 'the host is not a name, an IPv4 address or an IPv6 address in brackets',
  port: 'a port is a whole number from 1 to 65535',
  transport: 'the transport is udp or tcp',
  'transport-not-allowed': 'only turn: and turns: take a transport',
  dtls: 'turns: goes over TCP; write ?transport=tcp or leave it out',
  query: 'after the question mark there can only be transport=udp or transport=tcp',
  characters: 'it must not contain spaces, slashes, @ or #',
};

/**
 * The profile of a run: servers that are named replace those of the profile; without any, the profile of --profile or
 * the active one counts; --offline leaves none.
 */
export function profileFromOptions(options: ServerOptions): Outcome<Profile> {
  const problem =
    offlineProblem(options) ??
    uriProblem('--stun', options.stun, 'stun', 'stun:stun.example.org:3478') ??
    uriProblem('--turn', options.turn, 'turn', 'turn:turn.example.org:3478?transport=udp') ??
    credentialProblem(options);
  if (problem !== null) return failure('usage', problem);
  const base = baseProfile(options);
  if (!base.ok || (!options.offline && !namesServers(options))) return base;
  return success({ ...base.value, stun: options.stun, turn: turnServers(options) });
}

function namesServers({ stun, turn }: ServerOptions): boolean {
  return stun.length + turn.length > 0;
}

function offlineProblem(options: ServerOptions): string | null {
  if (!options.offline || !namesServers(options)) return null;
  return '--offline asks no server: leave out --stun and --turn, or --offline.';
}

function baseProfile(options: ServerOptions): Outcome<Profile> {
  if (options.profile !== undefined) return loadProfile(options.profile);
  if (namesServers(options) || options.offline) return success(defaultProfile);
  return loadActiveProfile(path.join(userDataFolder(), 'profile.json'));
}

function uriProblem(option: string, uris: string[], scheme: string, example: string) {
  for (const text of uris) {
    const parsed = parseServerUri(text);
    if (!parsed.ok) {
      return `${option} "${text}" is not a server address: ${howItIsRight[parsed.problem]}. Write it like ${example}`;
    }
    if (!parsed.uri.scheme.startsWith(scheme)) {
      return `${option} "${text}" is for another kind of server. Write it like ${example}`;
    }
  }
  return null;
}

function credentialProblem(options: ServerOptions): string | null {
  const { turn, username, credential, restSecret } = options;
  if (turn.length === 0) {
    const isGiven = (username ?? credential ?? restSecret) !== undefined;
    return isGiven
      ? '--username, --credential and --rest-secret belong to a --turn server: name one.'
      : null;
  }
  if (restSecret === '') return '--rest-secret is empty. Give the secret of the TURN server.';
  if (restSecret !== undefined && credential !== undefined) {
    return '--rest-secret makes the password: leave out --credential, or --rest-secret.';
  }
  if (restSecret === undefined && (username === undefined || credential === undefined)) {
    return '--turn needs --username and --credential, or --rest-secret: a TURN server relays for known users only.';
  }
  if (username !== undefined && !v.is(turnUsernameSchema, username)) {
    return '--username has 1 to 508 bytes. Give the one that your call service told you.';
  }
  return null;
}

/** What a server of the REST API sees behind the time, where no name is given. */
const restName = 'callpath';

function turnServers({ turn, username, credential = '', restSecret }: ServerOptions): TurnServer[] {
  return turn.map((uri) =>
    restSecret === undefined
      ? { uri, username: username ?? '', credential }
      : { uri, username: username ?? restName, credential: restSecret, rest: {} },
  );
}
