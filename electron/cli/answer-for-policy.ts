import type { EffectiveConfiguration } from '../policy/effective.ts';
import type { PolicyFile } from '../policy/policy-file.ts';
import type { ServerOptions } from './profile-from-options.ts';

/**
 * Without a `--turn`, `--credential` answers what the policy asks each user: the options without it, and the answer. Where
 * nothing is asked it stays, and is found to belong to nothing.
 */
export function takeAnswer<T extends ServerOptions>(
  options: T,
  { policy }: PolicyFile,
): { options: T; answer: string | undefined } {
  const { credential, ...rest } = options;
  const isAsked = policy.servers?.turn?.some(({ ask }) => ask) ?? false;
  const isAnswer = options.turn.length === 0 && options.username === undefined && isAsked;
  return isAnswer
    ? { options: rest as T, answer: credential || undefined }
    : { options, answer: undefined };
}

/** The same configuration with the password filled in where the policy asks for one. */
export function answered(
  effective: EffectiveConfiguration,
  answer: string | undefined,
): EffectiveConfiguration {
  if (answer === undefined) return effective;
  const { servers } = effective;
  const turn = servers.value.turn.map((server) =>
    server.ask ? { ...server, credential: answer } : server,
  );
  return { ...effective, servers: { ...servers, value: { ...servers.value, turn } } };
}
