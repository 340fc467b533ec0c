import type { AuditFacts } from './facts.ts';
import {
  judgeLinkLocalPeers,
  judgeLoopbackPeers,
  judgeMappedPeers,
  judgeMulticastPeers,
  judgeOwnAddressPeers,
  judgePrivatePeers,
  judgeUnspecifiedPeers,
} from './judge-peers.ts';
import {
  judgeLifetime,
  judgeRelayAddress,
  judgeRelayIpv6,
  judgeRelayPorts,
} from './judge-relaying.ts';
import { judgeNatDiscovery, judgeRtt, judgeSoftware } from './judge-server.ts';
import {
  judgeAuthentication,
  judgeNonceForEach,
  judgeNonceIsChecked,
  judgeNonceIsKept,
  judgePasswordAlgorithms,
  judgeRealm,
  judgeSignIn,
} from './judge-sign-in.ts';
import { judgeCertificate, judgeTlsVersions } from './judge-tls.ts';
import { judgeIpv6, judgePort443, judgeTcp, judgeTls, judgeUdp } from './judge-ways.ts';
import type { Judgement } from './judgement.ts';

/** Every question of the audit, in the order of the report. */
const judges = {
  'transport-udp': judgeUdp,
  'transport-tcp': judgeTcp,
  'transport-tls': judgeTls,
  'port-443': judgePort443,
  ipv6: judgeIpv6,
  rfc5780: judgeNatDiscovery,
  authentication: judgeAuthentication,
  'sign-in': judgeSignIn,
  realm: judgeRealm,
  'nonce-for-each': judgeNonceForEach,
  'nonce-checked': judgeNonceIsChecked,
  'nonce-kept': judgeNonceIsKept,
  'password-algorithms': judgePasswordAlgorithms,
  lifetime: judgeLifetime,
  'relay-ports': judgeRelayPorts,
  'relay-address': judgeRelayAddress,
  'relay-ipv6': judgeRelayIpv6,
  'tls-versions': judgeTlsVersions,
  certificate: judgeCertificate,
  'loopback-peers': judgeLoopbackPeers,
  'mapped-peers': judgeMappedPeers,
  'unspecified-peers': judgeUnspecifiedPeers,
  'link-local-peers': judgeLinkLocalPeers,
  'private-peers': judgePrivatePeers,
  'multicast-peers': judgeMulticastPeers,
  'own-address-peers': judgeOwnAddressPeers,
  software: judgeSoftware,
  rtt: judgeRtt,
} as const satisfies Record<string, (facts: AuditFacts) => Judgement>;

export type AuditCode = keyof typeof judges;
export type JudgedItem = Judgement & { code: AuditCode };

export const auditCodes = Object.keys(judges) as AuditCode[];

/** Pure: the same facts give the same list. */
export function judgeAudit(facts: AuditFacts): JudgedItem[] {
  return auditCodes.map((code) => ({ code, ...judges[code](facts) }));
}
