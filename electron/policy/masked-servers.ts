import type { EffectiveConfiguration, EffectiveTurnServer } from './effective.ts';

const mask = '********';

/** Servers as they may be printed: whether there is a credential and where it comes from, never what it is. */
export function maskedServers({ stun, turn }: EffectiveConfiguration['servers']['value']) {
  return { stun, turn: turn.map(maskedServer) };
}

function maskedServer(server: EffectiveTurnServer) {
  const { uri, username, credential, credentialFile, rest } = server;
  return {
    uri,
    username,
    credential: credential === undefined ? null : mask,
    credentialFrom: sourceOf(server),
    ...(credentialFile !== undefined && { credentialFile }),
    ...(rest && { rest }),
  };
}

function sourceOf({ credentialFile, ask, secretRef }: EffectiveTurnServer) {
  if (ask) return 'ask';
  if (credentialFile !== undefined) return 'file';
  return secretRef === undefined ? 'configuration' : 'system';
}
