import { expect, it } from 'vitest';
import {
  attribute,
  checkIntegrity,
  longTermKey,
  userhash,
  type DecodedMessage,
  type StunAttribute,
} from '../stun/index.ts';
import { alice, errorCode, realm, VirtualClient, VirtualRelay } from './testing/virtual-relay.ts';
import { requestedTransport } from './testing/virtual-relay.ts';

const sha256 = { algorithm: 2, parameters: Buffer.alloc(0) };
const md5 = { algorithm: 1, parameters: Buffer.alloc(0) };
const base = { username: alice.username, realm, password: alice.credential };

type Replaced = Record<string, StunAttribute | undefined>;

/** A signed Allocate request of a client that chose SHA-256, with some attributes replaced. */
function modernAllocate(client: VirtualClient, replaced: Replaced) {
  const nonce = attribute(client.ask('Allocate'), 'NONCE') ?? '';
  const attributes: Replaced = {
    transport: requestedTransport,
    user: { name: 'USERNAME', value: alice.username },
    realm: { name: 'REALM', value: realm },
    nonce: { name: 'NONCE', value: nonce },
    list: { name: 'PASSWORD-ALGORITHMS', value: [sha256, md5] },
    chosen: { name: 'PASSWORD-ALGORITHM', value: sha256 },
  };
  const used = Object.values({ ...attributes, ...replaced }).filter((one) => one !== undefined);
  const key = longTermKey({ ...base, algorithm: 'SHA-256' });
  return client.encode('Allocate', used, { integrity: key, integrityAlgorithm: 'SHA-256' });
}

function names(message: DecodedMessage): string[] {
  return message.attributes.map(({ name }) => name);
}

it('asks for credentials with a realm, a nonce and the password algorithms', () => {
  const answer = new VirtualClient(new VirtualRelay()).ask('Allocate', [requestedTransport]);
  expect(errorCode(answer)).toBe(401);
  expect(attribute(answer, 'REALM')).toBe(realm);
  expect(attribute(answer, 'NONCE')).toMatch(/^obMatJos2/);
  expect(attribute(answer, 'PASSWORD-ALGORITHMS')?.map(({ algorithm }) => algorithm)).toEqual([
    2, 1,
  ]);
  expect(names(answer)).not.toContain('MESSAGE-INTEGRITY');
});

it('accepts a client of RFC 5389 and signs its answer with SHA-1', () => {
  const client = new VirtualClient(new VirtualRelay());
  const answer = client.request('Allocate', [requestedTransport]);
  expect(answer.class).toBe('success');
  expect(checkIntegrity(answer, longTermKey(base))).toBe('valid');
  expect(names(answer)).not.toContain('MESSAGE-INTEGRITY-SHA256');
});

it('accepts a client that chose SHA-256 and signs its answer with it', () => {
  const client = new VirtualClient(new VirtualRelay());
  const answer = client.answer(modernAllocate(client, {}));
  expect(answer.class).toBe('success');
  expect(checkIntegrity(answer, longTermKey({ ...base, algorithm: 'SHA-256' }))).toBe('valid');
  expect(names(answer)).not.toContain('MESSAGE-INTEGRITY');
});

it('accepts a hashed user name', () => {
  const client = new VirtualClient(new VirtualRelay());
  const user = { name: 'USERHASH', value: userhash(alice.username, realm) } as const;
  expect(client.answer(modernAllocate(client, { user })).class).toBe('success');
});

it.each([
  ['a wrong password', { ...alice, credential: 'wrong' }],
  ['an unknown name', { username: 'mallory', credential: alice.credential }],
  ['an empty password', { ...alice, credential: '' }],
])('answers 401 to %s', (_what, account) => {
  const client = new VirtualClient(new VirtualRelay(), 40_000, account);
  const answer = client.request('Allocate', [requestedTransport]);
  expect(errorCode(answer)).toBe(401);
  expect(attribute(answer, 'NONCE')).toBeDefined();
});

it('answers 401 to the right password for another realm', () => {
  const client = new VirtualClient(new VirtualRelay());
  const other = { name: 'REALM', value: 'other.example' } as const;
  expect(errorCode(client.answer(modernAllocate(client, { realm: other })))).toBe(401);
});

it.each(['user', 'realm', 'nonce'])('answers 400 to a signed request without its %s', (missing) => {
  const client = new VirtualClient(new VirtualRelay());
  const answer = client.answer(modernAllocate(client, { [missing]: undefined }));
  expect(errorCode(answer)).toBe(400);
  expect(attribute(answer, 'NONCE')).toBeUndefined();
});

it.each([
  ['was shortened', { list: { name: 'PASSWORD-ALGORITHMS', value: [md5] } }],
  ['was reordered', { list: { name: 'PASSWORD-ALGORITHMS', value: [md5, sha256] } }],
  ['is missing', { list: undefined }],
  ['comes without a choice', { chosen: undefined }],
  [
    'does not have the chosen one',
    { chosen: { name: 'PASSWORD-ALGORITHM', value: { ...md5, algorithm: 9 } } },
  ],
] satisfies [string, Replaced][])(
  'answers 400 where the list of password algorithms %s',
  (_what, replaced: Replaced) => {
    const client = new VirtualClient(new VirtualRelay());
    expect(errorCode(client.answer(modernAllocate(client, replaced)))).toBe(400);
  },
);

it('takes a nonce for 10 minutes and then answers 438 with a fresh one', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  relay.passSeconds(599);
  expect(client.request('Refresh').class).toBe('success');
  relay.passSeconds(1);
  const stale = client.request('Refresh');
  expect(errorCode(stale)).toBe(438);
  expect(attribute(stale, 'REALM')).toBe(realm);
  client.nonce = attribute(stale, 'NONCE') ?? '';
  expect(client.request('Refresh').class).toBe('success');
});

it('answers 438 to a nonce that another client got', () => {
  const relay = new VirtualRelay();
  const first = new VirtualClient(relay, 40_000);
  const second = new VirtualClient(relay, 40_001);
  first.allocate();
  second.nonce = first.nonce;
  expect(errorCode(second.request('Allocate', [requestedTransport]))).toBe(438);
});

it.each([
  ['changed', (nonce: string) => `${nonce.slice(0, -1)}${nonce.endsWith('A') ? 'B' : 'A'}`],
  ['without its cookie', (nonce: string) => nonce.slice('obMatJos2AAAD'.length)],
  ['invented', () => 'invented'],
  ['empty', () => ''],
])('answers 438 to a nonce that is %s', (_what, change) => {
  const client = new VirtualClient(new VirtualRelay());
  const nonce = attribute(client.ask('Allocate'), 'NONCE') ?? '';
  const changed = { name: 'NONCE', value: change(nonce) } as const;
  expect(errorCode(client.answer(modernAllocate(client, { nonce: changed })))).toBe(438);
});
