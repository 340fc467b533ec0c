import { defaultProfile, type Profile } from '../../shared/profile.ts';

/** A profile of STUN servers on this computer, by their ports. */
export function profileWith(ports: readonly string[]): Profile {
  return {
    ...defaultProfile,
    stun: ports.map((port) => `stun:127.0.0.1:${port}`),
    turn: [],
  };
}
