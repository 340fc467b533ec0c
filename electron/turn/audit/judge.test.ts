import { describe, expect, it } from 'vitest';
import type { AuditFacts, ListenerFacts, PeerKind, SessionFacts } from './facts.ts';
import { type AuditCode, auditCodes, judgeAudit } from './judge.ts';
import type { AuditRating, AuditText, NotCheckedReason } from './judgement.ts';
import {
  challenge,
  granted,
  listener,
  refused,
  relayedAt,
  service,
  soundFacts,
  tlsResult,
} from './testing/sound-facts.ts';

type Change = (facts: AuditFacts) => Partial<AuditFacts>;

function judged(code: AuditCode, change: Change) {
  const facts = soundFacts();
  const item = judgeAudit({ ...facts, ...change(facts) }).find((one) => one.code === code);
  if (!item) throw new Error(`no item ${code}`);
  return item;
}

/** Other facts of the listeners that are chosen. */
function listeners(
  chosen: (facts: ListenerFacts) => boolean,
  change: Partial<ListenerFacts>,
): Change {
  return (facts) => ({
    listeners: facts.listeners.map((one) => (chosen(one) ? { ...one, ...change } : one)),
  });
}

function session(change: Partial<SessionFacts>): Change {
  return (facts) => ({ session: facts.session && { ...facts.session, ...change } });
}

function peersGranted(kind: PeerKind): Change {
  return (facts) =>
    session({
      peers: (facts.session?.peers ?? []).map((peer) =>
        peer.kind === kind ? { ...peer, reply: 'accepted' } : peer,
      ),
    })(facts);
}

const all = () => true;
const over =
  (transport: string) =>
  ({ service: { transport: own } }: ListenerFacts) =>
    own === transport;
const at =
  (port: number) =>
  ({ service: { endpoint } }: ListenerFacts) =>
    endpoint.port === port;
const silent = { status: 'silent', tls: null, challenge: null } as const;
const noChallenges = listeners(all, { challenge: null });
const certificate = (days: number, problem?: Parameters<typeof tlsResult>[1]) =>
  listeners(over('tls'), { tls: tlsResult(days, problem), status: 'answered' });
const untrusted = (problem: Parameters<typeof tlsResult>[1], tlsReason = 'CERT') =>
  listeners(over('tls'), { tls: tlsResult(80, problem), tlsReason, status: 'not-asked' });
const tlsVersions =
  (change: Partial<NonNullable<AuditFacts['tls']>>): Change =>
  ({ tls }) => ({ tls: tls && { ...tls, ...change } });
const discovery =
  (change: Partial<NonNullable<AuditFacts['natDiscovery']>>): Change =>
  ({ natDiscovery }) => ({ natDiscovery: natDiscovery && { ...natDiscovery, ...change } });
const ipv6Silent = listeners(({ service: { endpoint } }) => endpoint.family === 'IPv6', silent);

describe('the list of an audit', () => {
  it('has every item, in the same order, and all good for a server with nothing to mend', () => {
    const items = judgeAudit(soundFacts());
    expect(items.map(({ code }) => code)).toEqual(auditCodes);
    expect(items.filter(({ rating }) => rating !== 'good')).toEqual([]);
  });

  it('names the coturn option only where there is something to do', () => {
    const items = judgeAudit(soundFacts());
    const options = items.flatMap((item) => ('coturnOption' in item ? [item.coturnOption] : []));
    expect(options.every((option) => option === null)).toBe(true);
    expect(judged('software', () => ({ software: 'Coturn-4.6.1' }))).toMatchObject({
      coturnOption: 'no-software-attribute',
    });
  });

  const unsound: [AuditCode, AuditRating, AuditText, Change][] = [
    ['transport-udp', 'wrong', 'udp-silent', listeners(over('udp'), silent)],
    ['transport-tcp', 'could-be-better', 'tcp-silent', listeners(over('tcp'), silent)],
    ['transport-tls', 'could-be-better', 'tls-silent', listeners(over('tls'), silent)],
    [
      'transport-tls',
      'wrong',
      'tls-promised',
      listeners(over('tls'), { ...silent, service: { ...service('tls', 5349), isOwn: true } }),
    ],
    ['transport-tls', 'wrong', 'tls-untrusted', untrusted('expired')],
    ['port-443', 'could-be-better', 'port-443-silent', listeners(at(443), silent)],
    [
      'port-443',
      'could-be-better',
      'port-443-taken',
      listeners(at(443), { ...silent, status: 'not-turn' }),
    ],
    ['ipv6', 'could-be-better', 'ipv6-none', () => ({ ipv6: 'not-offered' })],
    ['ipv6', 'wrong', 'ipv6-silent', ipv6Silent],
    ['rfc5780', 'could-be-better', 'rfc5780-none', discovery({ answer: 'none' })],
    ['rfc5780', 'could-be-better', 'rfc5780-unfit', discovery({ answer: 'unfit' })],
    ['rfc5780', 'could-be-better', 'rfc5780-silent', discovery({ answer: 'silent' })],
    [
      'rfc5780',
      'could-be-better',
      'rfc5780-ignores',
      discovery({ answer: 'ignores-change-request' }),
    ],
    ['authentication', 'wrong', 'open-relay', listeners(all, { isOpen: true, challenge: null })],
    [
      'sign-in',
      'wrong',
      'sign-in-refused',
      session({ plain: [refused(401), refused(401)], long: refused(401) }),
    ],
    [
      'realm',
      'could-be-better',
      'realm-odd',
      listeners(all, { challenge: challenge({ realm: 'mycompany.org' }) }),
    ],
    [
      'realm',
      'could-be-better',
      'realm-odd',
      listeners(all, { challenge: challenge({ realm: 'my realm' }) }),
    ],
    ['realm', 'wrong', 'realm-none', listeners(all, { challenge: challenge({ realm: null }) })],
    [
      'nonce-for-each',
      'wrong',
      'nonce-shared',
      listeners(all, { challenge: challenge({ nonce: 'one for all' }) }),
    ],
    [
      'nonce-for-each',
      'wrong',
      'nonce-none',
      listeners(all, { challenge: challenge({ nonce: null }) }),
    ],
    ['nonce-checked', 'wrong', 'nonce-not-checked', session({ madeUpNonce: 'accepted' })],
    [
      'nonce-checked',
      'could-be-better',
      'nonce-refused',
      session({ madeUpNonce: { refusedWith: 400 } }),
    ],
    ['nonce-kept', 'could-be-better', 'nonce-once', session({ sameNonce: { refusedWith: 438 } })],
    [
      'password-algorithms',
      'could-be-better',
      'algorithms-none',
      listeners(all, {
        challenge: challenge({ offersAlgorithms: false, promisesAlgorithms: false }),
      }),
    ],
    [
      'password-algorithms',
      'wrong',
      'algorithms-taken-out',
      listeners(all, { challenge: challenge({ offersAlgorithms: false }) }),
    ],
    [
      'lifetime',
      'could-be-better',
      'lifetime-short',
      session({ plain: [granted(relayedAt(50_001), 60)] }),
    ],
    [
      'lifetime',
      'could-be-better',
      'lifetime-long',
      session({ long: granted(relayedAt(50_001), 86_400) }),
    ],
    ['lifetime', 'wrong', 'lifetime-none', session({ plain: [granted(relayedAt(50_001), null)] })],
    [
      'relay-ports',
      'could-be-better',
      'ports-low',
      session({ plain: [granted(relayedAt(10_001)), granted(relayedAt(10_007))] }),
    ],
    [
      'relay-ports',
      'wrong',
      'ports-shared',
      session({ plain: [granted(relayedAt(50_001)), granted(relayedAt(50_001))] }),
    ],
    [
      'relay-address',
      'wrong',
      'relay-private',
      session({ plain: [granted(relayedAt(50_001, '10.1.2.3'))] }),
    ],
    ['relay-ipv6', 'could-be-better', 'relay-ipv6-none', session({ ipv6: refused(440) })],
    [
      'relay-ipv6',
      'could-be-better',
      'relay-ipv6-ignored',
      session({ ipv6: granted(relayedAt(50_003)) }),
    ],
    ['tls-versions', 'could-be-better', 'tls-old-too', tlsVersions({ 'TLSv1.1': 'accepted' })],
    [
      'tls-versions',
      'wrong',
      'tls-old-only',
      tlsVersions({ TLSv1: 'accepted', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' }),
    ],
    ['tls-versions', 'could-be-better', 'tls-no-1-3', tlsVersions({ 'TLSv1.3': 'refused' })],
    ['tls-versions', 'could-be-better', 'tls-no-1-2', tlsVersions({ 'TLSv1.2': 'refused' })],
    ['certificate', 'could-be-better', 'certificate-ends-soon', certificate(29)],
    ['certificate', 'wrong', 'certificate-ends', certificate(13)],
    ['certificate', 'wrong', 'certificate-expired', untrusted('expired')],
    ['certificate', 'wrong', 'certificate-early', untrusted('not-yet-valid')],
    ['certificate', 'wrong', 'certificate-name', untrusted('name-mismatch')],
    ['certificate', 'wrong', 'certificate-self-signed', untrusted('self-signed')],
    [
      'certificate',
      'wrong',
      'certificate-issuer',
      untrusted('unknown-issuer', 'SELF_SIGNED_CERT_IN_CHAIN'),
    ],
    [
      'certificate',
      'wrong',
      'certificate-chain',
      untrusted('unknown-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    ],
    ['certificate', 'wrong', 'certificate-revoked', untrusted('revoked')],
    ['certificate', 'wrong', 'certificate-other', untrusted('other')],
    ['loopback-peers', 'wrong', 'loopback-granted', peersGranted('loopback')],
    ['mapped-peers', 'wrong', 'mapped-granted', peersGranted('mapped')],
    ['unspecified-peers', 'wrong', 'unspecified-granted', peersGranted('unspecified')],
    ['link-local-peers', 'wrong', 'link-local-granted', peersGranted('link-local')],
    ['private-peers', 'wrong', 'private-granted', peersGranted('private')],
    ['multicast-peers', 'could-be-better', 'multicast-granted', peersGranted('multicast')],
    [
      'own-address-peers',
      'could-be-better',
      'own-address-refused',
      session({
        peers: [
          {
            kind: 'own-address',
            family: 'IPv4',
            address: '198.51.100.7',
            reply: { refusedWith: 403 },
          },
        ],
      }),
    ],
    ['software', 'could-be-better', 'software-version', () => ({ software: 'Sound-1.2' })],
    ['software', 'could-be-better', 'software-old', () => ({ software: "Coturn-4.6.1 'Gorst'" })],
    [
      'rtt',
      'could-be-better',
      'rtt-far',
      () => ({ otherServers: [{ server: 'near.example:3478', rttMs: 5 }], natDiscovery: far }),
    ],
  ];
  const far = { rttMs: 120, otherAddress: null, answer: 'none' } as const;

  it.each(unsound)('rates %s as %s: %s', (code, rating, text, change) => {
    expect(judged(code, change)).toMatchObject({ rating, text });
  });

  it('has an unsound case for every item', () => {
    expect(new Set(unsound.map(([code]) => code))).toEqual(new Set(auditCodes));
  });

  const alsoGood: [AuditCode, AuditText, Change][] = [
    ['software', 'software-name', () => ({ software: 'A TURN server' })],
    [
      'relay-address',
      'relay-public',
      session({ plain: [granted(relayedAt(50_001, '192.0.2.9'))] }),
    ],
    [
      'lifetime',
      'lifetime-kept',
      session({ long: refused(486), plain: [granted(relayedAt(50_001), 900)] }),
    ],
    ['certificate', 'certificate-good', certificate(30)],
    ['rtt', 'rtt-near', () => ({ otherServers: [{ server: 'near.example:3478', rttMs: 5 }] })],
    [
      'private-peers',
      'private-inside',
      (facts) => ({
        session: facts.session && {
          ...facts.session,
          ...peersGranted('private')(facts).session,
          service: service('udp', 3478, '192.168.1.9'),
        },
      }),
    ],
  ];

  it.each(alsoGood)('takes %s for good as well: %s', (code, text, change) => {
    expect(judged(code, change)).toMatchObject({ rating: 'good', text });
  });

  const unchecked: [AuditCode, NotCheckedReason, Change][] = [
    ['transport-udp', 'stopped', (facts) => ({ ...listeners(all, silent)(facts), stopped: true })],
    ['port-443', 'stopped', (facts) => ({ ...listeners(all, silent)(facts), stopped: true })],
    ['ipv6', 'address-only', () => ({ ipv6: 'address' })],
    ['ipv6', 'no-ipv6-here', () => ({ ipv6: 'unasked' })],
    [
      'ipv6',
      'no-ipv6-here',
      listeners(({ service: { endpoint } }) => endpoint.family === 'IPv6', {
        ...silent,
        status: 'unreachable',
      }),
    ],
    ['rfc5780', 'no-udp', () => ({ natDiscovery: null })],
    ['rfc5780', 'nat-here', discovery({ answer: 'unknown' })],
    ['authentication', 'no-answer', noChallenges],
    [
      'sign-in',
      'no-credential',
      (facts) => ({
        ...session({ plain: [refused(401)], long: refused(401) })(facts),
        credentials: 'none',
      }),
    ],
    ['sign-in', 'open-relay', listeners(all, { isOpen: true, challenge: null })],
    ['realm', 'open-relay', listeners(all, { isOpen: true, challenge: null })],
    [
      'nonce-for-each',
      'one-answer',
      listeners(({ service: { transport } }) => transport !== 'tcp', { challenge: null }),
    ],
    ['nonce-checked', 'not-answered', session({ madeUpNonce: 'none' })],
    ['nonce-kept', 'not-answered', session({ sameNonce: 'none' })],
    ['lifetime', 'no-answer', () => ({ session: null })],
    ['lifetime', 'not-signed-in', session({ plain: [refused(401)], long: refused(401) })],
    [
      'relay-ports',
      'quota',
      session({
        plain: [granted(relayedAt(50_001)), refused(486)],
        long: refused(486),
        ipv6: refused(486),
      }),
    ],
    ['relay-ipv6', 'quota', session({ ipv6: refused(486) })],
    ['tls-versions', 'no-tls', () => ({ tls: null })],
    ['certificate', 'no-tls', listeners(over('tls'), silent)],
    ['certificate', 'clock', untrusted('clock')],
    ['loopback-peers', 'no-consent', () => ({ mayAskPeers: false })],
    [
      'mapped-peers',
      'no-relay-ipv6',
      (facts) =>
        session({ peers: facts.session?.peers.filter(({ kind }) => kind !== 'mapped') ?? [] })(
          facts,
        ),
    ],
    [
      'own-address-peers',
      'server-on-loopback',
      session({ service: service('udp', 3478, '127.0.0.1') }),
    ],
    ['rtt', 'one-server', () => ({ otherServers: [] })],
    ['rtt', 'others-silent', () => ({ otherServers: [{ server: 'x', rttMs: null }] })],
  ];

  it.each(unchecked)('says why %s was not checked: %s', (code, reason, change) => {
    expect(judged(code, change)).toMatchObject({ rating: 'not-checked', reason });
  });

  it('does not take the certificate of a web server at port 443 for the TURN server’s', () => {
    const webServer = listener(service('tls', 443), {
      status: 'not-turn',
      tls: tlsResult(3),
      challenge: null,
    });
    const facts = soundFacts();
    const others = facts.listeners.filter((one) => !at(443)(one));
    const item = judged('certificate', () => ({ listeners: [...others, webServer] }));
    expect(item).toMatchObject({ rating: 'good', values: { port: 5349 } });
  });
});
