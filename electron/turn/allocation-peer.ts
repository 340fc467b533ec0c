import type { GrantedAllocation, TurnClient } from './client.ts';
import type { TurnFailure } from './client-failure.ts';
import type { FindPeer, RelayPeer } from './relay-peer.ts';

/**
 * A second allocation on the same server, which permits the first one and sends its data back. No NAT and no firewall of
 * this network is between the two: what they lose, the way to the server and the server lose. `open` gives a client on a
 * fresh socket, null where there is none to be had.
 */
export function findAllocationPeer(open: () => Promise<TurnClient | null>): FindPeer {
  return async (client, { relayedAddress }) => {
    const second = await open();
    if (!second) return null;
    const allocated = await second.allocate();
    if (!allocated.ok) return stopped(second, 'peer-allocate', allocated.failure);
    const [permitted, permittedBack] = await Promise.all([
      client.createPermission(allocated.value.relayedAddress),
      second.createPermission(relayedAddress),
    ]);
    if (!permitted.ok) return stopped(second, 'permission', permitted.failure, false);
    if (!permittedBack.ok) return stopped(second, 'permission', permittedBack.failure);
    return { ok: true, peer: allocationPeer(second, allocated.value, relayedAddress) };
  };
}

function allocationPeer(
  second: TurnClient,
  { relayedAddress: endpoint }: GrantedAllocation,
  caller: GrantedAllocation['relayedAddress'],
): RelayPeer {
  second.onData(({ peer, data }) => {
    // Other users of the server share the permitted address: only its own caller gets an answer.
    if (peer.port === caller.port) second.send(peer, data);
  });
  return {
    kind: 'allocation',
    endpoint,
    get steps() {
      return second.steps;
    },
    bindChannel: () => second.bindChannel(caller),
    release: async () => {
      await second.refresh(0);
    },
    close: () => {
      second.close();
      return Promise.resolve();
    },
  };
}

function stopped(
  second: TurnClient,
  step: 'peer-allocate' | 'permission',
  failure: TurnFailure,
  isOfPeer = true,
) {
  const peerSteps = isOfPeer ? second.steps.filter(({ status }) => status === 'failed') : [];
  second.close();
  return { ok: false, stop: { step, failure, peerSteps } } as const;
}
