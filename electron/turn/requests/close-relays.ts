import type { Action, RelayId } from '../action.ts';

/** The actions that close these relay sockets. */
export function closeRelays(relays: readonly RelayId[]): Action[] {
  return relays.map((relay) => ({ type: 'close-relay', relay }));
}
