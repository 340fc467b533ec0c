import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { auditOnLoopback, ratingsOf, type AuditCase } from '../../electron/probe/testing/audit.ts';
import {
  createTestAuthority,
  type TestAuthority,
} from '../../electron/stun/testing/test-certificates.ts';
import { turnAuditResultSchema } from '../../shared/turn-results.ts';
import { requirement } from '../requirements.ts';
import { startCoturn, type CoturnOptions, type RunningCoturn } from './coturn.ts';

const { skip } = requirement('interop', ['turnserver']);
const account = { username: 'interop', credential: 'a credential' };
const dayMs = 24 * 3600 * 1000;

describe.skipIf(skip)('an audit of coturn', () => {
  let authority: TestAuthority;
  let coturn: RunningCoturn | undefined;

  beforeAll(async () => {
    authority = await createTestAuthority();
  });
  afterEach(() => coturn?.stop());

  async function audited(server: Partial<CoturnOptions>, more: Partial<AuditCase> = {}) {
    coturn = await startCoturn({ ...account, realm: 'turn.callpath.test', ...server });
    const outcome = await auditOnLoopback({
      own: [
        { transport: 'udp', port: coturn.port },
        ...(server.certificate ? [{ transport: 'tls' as const, port: coturn.at('tls').port }] : []),
      ],
      credentials: account,
      trustedCertificates: [authority.cert],
      ...more,
    });
    expect(outcome).toMatchObject({ status: 'passed', error: null });
    const result = v.parse(turnAuditResultSchema, outcome.result);
    return { result, ratings: ratingsOf(result) };
  }

  it('finds what Debian’s version leaves open, when nothing is configured', async () => {
    const { result, ratings } = await audited({ allowsLoopbackPeers: false }, { peers: true });
    expect(ratings).toMatchObject({
      'transport-udp': 'good',
      'transport-tcp': 'good',
      'transport-tls': 'could-be-better',
      rfc5780: 'could-be-better',
      authentication: 'good',
      'sign-in': 'good',
      realm: 'good',
      'nonce-for-each': 'good',
      'nonce-checked': 'good',
      'nonce-kept': 'good',
      'password-algorithms': 'could-be-better',
      lifetime: 'good',
      'relay-ports': 'good',
      'relay-ipv6': 'could-be-better',
      'loopback-peers': 'good',
      'unspecified-peers': 'good',
      'link-local-peers': 'wrong',
      'multicast-peers': 'could-be-better',
      software: 'could-be-better',
    });
    expect(result).toMatchObject({ realm: 'turn.callpath.test', lifetimeSec: 600 });
    expect(result.relayedAddresses).toHaveLength(3);
    expect(result.requests).toBeLessThan(60);
  });

  it('finds a set-up good that denies peers and hides its program', async () => {
    const certificate = await authority.issue({
      names: ['127.0.0.1'],
      validTo: new Date(Date.now() + 80 * dayMs),
    });
    const { ratings, result } = await audited(
      {
        certificate,
        allowsLoopbackPeers: false,
        extraArgs: [
          '--no-software-attribute',
          '--no-multicast-peers',
          '--stale-nonce=600',
          '--denied-peer-ip=10.0.0.0-10.255.255.255',
          '--denied-peer-ip=172.16.0.0-172.31.255.255',
          '--denied-peer-ip=192.168.0.0-192.168.255.255',
          '--denied-peer-ip=169.254.0.0-169.254.255.255',
        ],
      },
      { peers: true },
    );
    expect(ratings).toMatchObject({
      'transport-tls': 'good',
      certificate: 'good',
      'loopback-peers': 'good',
      'link-local-peers': 'good',
      'private-peers': 'good',
      'multicast-peers': 'good',
      software: 'good',
    });
    expect(result.software).toBeNull();
    expect(result.items.find(({ code }) => code === 'tls-versions')?.title).toContain('1.2');
  });

  it('finds that it relays to loopback and to mapped addresses where it is allowed to', async () => {
    const { result, ratings } = await audited({ ipv6: true }, { peers: true });
    expect(ratings).toMatchObject({
      'relay-ipv6': 'good',
      'loopback-peers': 'wrong',
      'mapped-peers': 'wrong',
    });
    const loopback = result.items.find(({ code }) => code === 'loopback-peers');
    expect(loopback?.title).toContain('127.0.0.1, ::1');
  });

  it('asks for no peer without consent', async () => {
    const { ratings } = await audited({});
    const peers = Object.entries(ratings).filter(([code]) => code.endsWith('-peers'));
    const reasons = new Set(peers.map(([, rating]) => rating));
    expect(reasons).toEqual(new Set(['not-checked']));
  });

  it('finds an open relay, and looks at it all the same', async () => {
    const { ratings } = await audited({ isOpen: true }, { credentials: null });
    expect(ratings).toMatchObject({
      authentication: 'wrong',
      'sign-in': 'not-checked',
      lifetime: 'good',
      'relay-ports': 'good',
    });
  });

  it('finds a wrong password, and says what could not be checked for it', async () => {
    const { ratings } = await audited({}, { credentials: { ...account, credential: 'wrong' } });
    expect(ratings).toMatchObject({
      authentication: 'good',
      'sign-in': 'wrong',
      lifetime: 'not-checked',
      'relay-ports': 'not-checked',
    });
  });

  it.each([
    [12, 'wrong'],
    [20, 'could-be-better'],
  ])('rates a certificate of %i days as %s', async (days, rating) => {
    const validTo = new Date(Date.now() + days * dayMs + 60_000);
    const certificate = await authority.issue({ names: ['127.0.0.1'], validTo });
    const { ratings } = await audited({ certificate });
    expect(ratings).toMatchObject({ 'transport-tls': 'good', certificate: rating });
  });

  it('looks at TLS also where the certificate is for another name', async () => {
    const certificate = await authority.issue({ names: ['other.example'] });
    const { result, ratings } = await audited({ certificate });
    expect(ratings).toMatchObject({ 'transport-tls': 'wrong', certificate: 'wrong' });
    expect(ratings['tls-versions']).not.toBe('not-checked');
    expect(result.listeners.find(({ transport }) => transport === 'tls')).toMatchObject({
      status: 'not-asked',
      tls: { problem: 'name-mismatch' },
    });
  });

  it('tells ports that are too low, and lifetimes that are too long', async () => {
    const { ratings } = await audited({
      extraArgs: ['--min-port=20000', '--max-port=21000', '--max-allocate-lifetime=90000'],
    });
    expect(ratings).toMatchObject({
      'relay-ports': 'could-be-better',
      lifetime: 'could-be-better',
    });
  });

  it('is content with a quota of one allocation', async () => {
    const { ratings } = await audited({ extraArgs: ['--user-quota=1'] });
    expect(ratings).toMatchObject({ 'sign-in': 'good', 'relay-ports': 'not-checked' });
  });

  it('releases all that it was given: a quota of four is enough for one audit after another', async () => {
    const { ratings } = await audited({ extraArgs: ['--user-quota=4'] });
    expect(ratings['relay-ports']).toBe('good');
    const port = coturn?.port ?? 0;
    const own = [{ transport: 'udp' as const, port }];
    const again = async () => {
      const { result } = await auditOnLoopback({ own, credentials: account });
      return ratingsOf(result)['relay-ports'];
    };
    // coturn takes a moment to forget an allocation that has ended; one that has not stays for ten minutes.
    await expect.poll(again, { interval: 2000, timeout: 20_000 }).toBe('good');
  });
});
