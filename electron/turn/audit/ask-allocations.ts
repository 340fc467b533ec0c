import { attribute, type StunAttribute } from '../../stun/index.ts';
import { AuditClient, replyOf, type Asked } from './audit-client.ts';
import { openWay, type WayOptions } from './ask-listener.ts';
import { askPeers, peersOf } from './ask-peers.ts';
import {
  longLifetimeSec,
  type AllocationFacts,
  type PeerFacts,
  type Reply,
  type Service,
  type SessionFacts,
} from './facts.ts';
import { defaultAllocationSec } from '../limits.ts';

export interface SessionOptions extends WayOptions {
  credentials: { username: string; credential: string } | null;
  mayAskPeers: boolean;
}

const nothing: AllocationFacts = { reply: 'none', relayed: null, lifetimeSec: null };
const defaultLifetime: StunAttribute = { name: 'LIFETIME', value: defaultAllocationSec };

/**
 * Takes four allocations at once, each over a connection of its own: three for the ports and the lifetime, one of which wishes for
 * a long one, and one of IPv6. All are released before this ends, also when it is stopped.
 */
export async function askAllocations(
  service: Service,
  options: SessionOptions,
): Promise<SessionFacts> {
  const allocate = <T>(
    wishes: readonly StunAttribute[],
    more: (client: AuditClient, granted: AllocationFacts) => Promise<T>,
  ) => withAllocation(service, options, wishes, more);
  const { mayAskPeers } = options;
  const server = service.endpoint;
  const nothingMore = () => Promise.resolve(null);
  const [main, second, long, ipv6] = await Promise.all([
    allocate([], async (client, { relayed }) => {
      const nonce = await askWithNonces(client);
      const family = relayed?.family ?? 'IPv4';
      return { nonce, peers: mayAskPeers ? await askPeers(client, peersOf(family, server)) : [] };
    }),
    allocate([], nothingMore),
    allocate([{ name: 'LIFETIME', value: longLifetimeSec }], nothingMore),
    allocate([{ name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv6' }], (client) =>
      mayAskPeers ? askPeers(client, peersOf('IPv6', server)) : Promise.resolve<PeerFacts[]>([]),
    ),
  ]);
  return {
    service,
    plain: [main.facts, second.facts],
    long: long.facts,
    ipv6: ipv6.facts,
    sameNonce: main.more?.nonce.same ?? 'none',
    madeUpNonce: main.more?.nonce.madeUp ?? 'none',
    peers: [...(main.more?.peers ?? []), ...(ipv6.more ?? [])],
  };
}

/** `more` is what the granted allocation is for; null where none was granted. */
async function withAllocation<T>(
  service: Service,
  options: SessionOptions,
  wishes: readonly StunAttribute[],
  more: (client: AuditClient, granted: AllocationFacts) => Promise<T>,
): Promise<{ facts: AllocationFacts; more: T | null }> {
  const { credentials, count, signal } = options;
  const opened = await openWay(service, options);
  if (!opened?.ok) return { facts: nothing, more: null };
  const { transport } = opened;
  const server = service.endpoint;
  const client = new AuditClient({ transport, server, credentials, count, signal });
  try {
    const facts = allocationOf(await client.allocate(wishes));
    return { facts, more: facts.reply === 'accepted' ? await more(client, facts) : null };
  } finally {
    await client.close();
  }
}

function allocationOf(asked: Asked): AllocationFacts {
  const reply = replyOf(asked);
  if (reply !== 'accepted' || asked?.status !== 'answered') return { ...nothing, reply };
  return {
    reply,
    relayed: attribute(asked.message, 'XOR-RELAYED-ADDRESS') ?? null,
    lifetimeSec: attribute(asked.message, 'LIFETIME') ?? null,
  };
}

/** The nonce of the Allocate request again, and then one that the server cannot have given. */
async function askWithNonces(client: AuditClient): Promise<{ same: Reply; madeUp: Reply }> {
  if (!client.signs) return { same: 'none', madeUp: 'none' };
  const same = replyOf(await client.askOnce('Refresh', [defaultLifetime]));
  const madeUp = replyOf(await client.askOnce('Refresh', [defaultLifetime], { madeUpNonce: true }));
  return { same, madeUp };
}
