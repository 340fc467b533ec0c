import { isLoopbackAddress } from '../loopback.ts';
import type { AuditFacts, PeerFacts, PeerKind } from './facts.ts';
import { couldBeBetter, good, type Judgement, notChecked, wrong } from './judgement.ts';
import { isPrivate } from './judge-relaying.ts';
import { noAllocation } from './judge-sign-in.ts';

const denyLoopback = 'denied-peer-ip=127.0.0.0-127.255.255.255, denied-peer-ip=::1';

export function judgeLoopbackPeers(facts: AuditFacts): Judgement {
  return judgePeers(facts, 'loopback', (values) => wrong('loopback-granted', denyLoopback, values));
}

export function judgeMappedPeers(facts: AuditFacts): Judgement {
  return judgePeers(facts, 'mapped', (values) =>
    wrong('mapped-granted', 'denied-peer-ip=::ffff:0:0-::ffff:ffff:ffff', values),
  );
}

export function judgeUnspecifiedPeers(facts: AuditFacts): Judgement {
  return judgePeers(facts, 'unspecified', (values) =>
    wrong('unspecified-granted', 'denied-peer-ip=0.0.0.0-0.255.255.255, denied-peer-ip=::', values),
  );
}

export function judgeLinkLocalPeers(facts: AuditFacts): Judgement {
  return judgePeers(facts, 'link-local', (values) =>
    wrong(
      'link-local-granted',
      'denied-peer-ip=169.254.0.0-169.254.255.255, denied-peer-ip=fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      values,
    ),
  );
}

/** A server inside a private network relays to its neighbours: that is what it is there for. */
export function judgePrivatePeers(facts: AuditFacts): Judgement {
  return judgePeers(facts, 'private', (values) =>
    isPrivate(facts.session?.service.endpoint.address ?? '0.0.0.0')
      ? good('private-inside', values)
      : wrong(
          'private-granted',
          'denied-peer-ip=10.0.0.0-10.255.255.255, denied-peer-ip=172.16.0.0-172.31.255.255, denied-peer-ip=192.168.0.0-192.168.255.255, denied-peer-ip=fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
          values,
        ),
  );
}

export function judgeMulticastPeers(facts: AuditFacts): Judgement {
  return judgePeers(facts, 'multicast', (values) =>
    couldBeBetter('multicast-granted', 'no-multicast-peers', values),
  );
}

/**
 * The other way round: where both sides of a call have an allocation here, each is the other's peer at the server's own
 * address. A server that refuses it cannot connect them.
 */
export function judgeOwnAddressPeers(facts: AuditFacts): Judgement {
  if (facts.session && isLoopbackAddress(facts.session.service.endpoint.address)) {
    return notChecked('server-on-loopback');
  }
  return judgePeers(
    facts,
    'own-address',
    (values) => good('own-address-granted', values),
    () => couldBeBetter('own-address-refused', 'allowed-peer-ip=<own relay address>'),
  );
}

const refusedTexts = {
  loopback: 'loopback-refused',
  mapped: 'mapped-refused',
  unspecified: 'unspecified-refused',
  'link-local': 'link-local-refused',
  private: 'private-refused',
  multicast: 'multicast-refused',
  'own-address': 'own-address-granted',
} as const;

function judgePeers(
  facts: AuditFacts,
  kind: PeerKind,
  whenGranted: (values: { peers: string }) => Judgement,
  whenRefused = (values: { peers: string }): Judgement => good(refusedTexts[kind], values),
): Judgement {
  if (!facts.mayAskPeers) return notChecked('no-consent');
  const asked = facts.session?.peers.filter((peer) => peer.kind === kind) ?? [];
  const granted = asked.filter(({ reply }) => reply === 'accepted');
  if (granted.length > 0) return whenGranted({ peers: listed(granted) });
  const refused = asked.filter(({ reply }) => typeof reply === 'object');
  if (refused.length > 0) return whenRefused({ peers: listed(refused) });
  if (asked.length > 0) return notChecked(facts.stopped ? 'stopped' : 'not-answered');
  const hasAny = (facts.session?.peers.length ?? 0) > 0;
  return hasAny ? notChecked('no-relay-ipv6') : noAllocation(facts);
}

function listed(peers: readonly PeerFacts[]): string {
  return peers.map(({ address }) => address).join(', ');
}
