import { expect, it } from 'vitest';
import { attribute, parseNonceCookie, userhash } from '../stun/index.ts';
import { restAccount, restSecret } from './testing/traffic.ts';
import {
  alice,
  errorCode,
  realm,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

/** When the virtual relay's clock says one second. */
const nowUnixSec = 1_800_000_001;

function restRelay(options: { maxRelaysPerAccount?: number } = {}): VirtualRelay {
  return new VirtualRelay({ restSecret, ...options });
}

function allocateCode(
  account: { username: string; credential: string },
  relay = restRelay(),
  port = 40_000,
): number | undefined {
  const client = new VirtualClient(relay, port, account);
  return errorCode(client.request('Allocate', [requestedTransport]));
}

it('accepts a name with a time to come and the password that belongs to it', () => {
  expect(allocateCode(restAccount(nowUnixSec + 3600, 'carol'))).toBeUndefined();
});

it.each([undefined, '', 'name:with:colons', '名'])(
  'accepts the name %s behind the time',
  (name) => {
    expect(allocateCode(restAccount(nowUnixSec + 3600, name))).toBeUndefined();
  },
);

it('accepts a client that chose SHA-256', () => {
  const client = new VirtualClient(restRelay(), 1, restAccount(nowUnixSec + 3600, 'carol'));
  const answer = client.answer(client.signedSha256('Allocate', [requestedTransport]));
  expect(answer.class).toBe('success');
});

it.each([
  ['the password of another name', { username: `${nowUnixSec + 3600}:carol` }],
  ['the password of another time', { username: `${nowUnixSec + 7200}:mallory` }],
  ['no time', { username: 'mallory' }],
  ['a time that is no number', { username: '9e9:mallory' }],
  ['a negative time', { username: `-${nowUnixSec + 3600}:mallory` }],
])('answers 401 to %s', (_what, changed) => {
  const good = restAccount(nowUnixSec + 3600, 'mallory');
  expect(allocateCode({ ...good, ...changed })).toBe(401);
});

it('answers 401 to a name whose time is over, and to the second in which it ends', () => {
  expect(allocateCode(restAccount(nowUnixSec - 1, 'carol'))).toBe(401);
  expect(allocateCode(restAccount(nowUnixSec, 'carol'))).toBe(401);
});

it('does not know such names without a secret', () => {
  const account = restAccount(nowUnixSec + 3600, 'carol');
  expect(allocateCode(account, new VirtualRelay())).toBe(401);
});

it('refuses a client whose time runs out while it has an allocation', () => {
  const relay = restRelay();
  const client = new VirtualClient(relay, 1, restAccount(nowUnixSec + 100, 'carol'));
  client.allocate();
  relay.passSeconds(99);
  expect(client.request('Refresh').class).toBe('success');
  relay.passSeconds(1);
  expect(errorCode(client.request('Refresh'))).toBe(401);
});

it('does not revive a name when the time of day is set back', () => {
  const relay = restRelay();
  const account = restAccount(nowUnixSec + 100, 'carol');
  relay.passSeconds(200);
  relay.startUnixSec -= 10_000;
  expect(allocateCode(account, relay)).toBe(401);
});

it('follows the time of day when it is set forward, and back from there', () => {
  const relay = restRelay();
  const account = restAccount(nowUnixSec + 100, 'carol');
  relay.startUnixSec += 10_000;
  expect(allocateCode(account, relay)).toBe(401);
  relay.startUnixSec -= 10_000;
  expect(allocateCode(account, relay)).toBeUndefined();
});

it('counts all times of one name against one quota', () => {
  const relay = restRelay({ maxRelaysPerAccount: 1 });
  expect(allocateCode(restAccount(nowUnixSec + 100, 'carol'), relay, 1)).toBeUndefined();
  expect(allocateCode(restAccount(nowUnixSec + 200, 'carol'), relay, 2)).toBe(486);
  expect(allocateCode(restAccount(nowUnixSec + 200, 'dave'), relay, 3)).toBeUndefined();
});

it('serves accounts beside it, and lets an account keep a name that looks like a time', () => {
  const odd = { username: `${nowUnixSec - 100}:odd`, credential: 'fixed' };
  const relay = new VirtualRelay({ restSecret, accounts: [alice, odd] });
  expect(allocateCode(alice, relay, 1)).toBeUndefined();
  expect(allocateCode(odd, relay, 2)).toBeUndefined();
});

it('does not invite clients to hide a name whose time must be read', () => {
  const features = (relay: VirtualRelay) =>
    parseNonceCookie(attribute(new VirtualClient(relay).ask('Allocate'), 'NONCE') ?? '');
  expect(features(restRelay())?.usernameAnonymity).toBe(false);
  expect(features(new VirtualRelay())?.usernameAnonymity).toBe(true);
  const { username, credential } = restAccount(nowUnixSec + 100, 'carol');
  const client = new VirtualClient(restRelay(), 1, { username, credential });
  const hidden = { name: 'USERHASH', value: userhash(username, realm) } as const;
  const nonce = attribute(client.ask('Allocate'), 'NONCE') ?? '';
  const request = client.encode(
    'Allocate',
    [hidden, { name: 'REALM', value: realm }, { name: 'NONCE', value: nonce }],
    { integrity: client.key('MD5') },
  );
  expect(errorCode(client.answer(request))).toBe(401);
});
