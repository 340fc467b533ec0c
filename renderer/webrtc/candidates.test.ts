import { describe, expect, it } from 'vitest';
import { type ChromiumCandidate, readCandidate, readCandidateError } from './candidates.ts';

const host: ChromiumCandidate = {
  type: 'host',
  protocol: 'udp',
  address: '192.0.2.2',
  port: 40000,
  relatedAddress: null,
  relatedPort: null,
  priority: 2122194687,
};

describe('readCandidate', () => {
  it('reads an address with its family', () => {
    expect(readCandidate(host, 12.34)).toMatchObject({
      endpoint: { address: '192.0.2.2', port: 40000, family: 'IPv4' },
      family: 'IPv4',
      mdns: false,
      server: null,
      atMs: 12.3,
    });
  });

  it('takes the brackets from an IPv6 address', () => {
    const read = readCandidate({ ...host, address: '[2001:db8::1]' }, 0);
    expect(read?.endpoint).toEqual({ address: '2001:db8::1', port: 40000, family: 'IPv6' });
  });

  it('reads a relay with its server and the way to it', () => {
    const relay = { ...host, type: 'relay', relayProtocol: 'tls', url: 'turns:t.example' } as const;
    const based = { ...relay, relatedAddress: '203.0.113.1', relatedPort: 5000 };
    expect(readCandidate(based, 0)).toMatchObject({
      type: 'relay',
      relayProtocol: 'tls',
      server: 'turns:t.example',
      related: { address: '203.0.113.1', port: 5000 },
    });
  });

  it('knows an mDNS name from an address', () => {
    const read = readCandidate({ ...host, address: '0a1b.local' }, 0);
    expect(read).toMatchObject({ mdns: true, endpoint: null, family: null });
  });

  it('does not take for an address what hides one', () => {
    const read = readCandidate({ ...host, relatedAddress: '0.0.0.0', relatedPort: 0 }, 0);
    expect(read?.related).toBeNull();
    expect(readCandidate({ ...host, address: 'redacted-ip.invalid' }, 0)?.endpoint).toBeNull();
  });

  it('reads no candidate from the end of candidates', () => {
    expect(readCandidate({ ...host, type: null, address: '' }, 0)).toBeNull();
  });
});

describe('readCandidateError', () => {
  const event = { url: 'turn:t.example', errorCode: 401, errorText: 'Unauthorized', port: 5 };

  it('keeps code and text', () => {
    const read = readCandidateError({ ...event, address: '192.0.2.2' }, 3);
    expect(read).toEqual({
      server: 'turn:t.example',
      code: 401,
      text: 'Unauthorized',
      address: '192.0.2.2',
      port: 5,
      atMs: 3,
    });
  });

  it('does not keep an address that Chromium has hidden', () => {
    expect(readCandidateError({ ...event, address: '0.0.0.x' }, 0).address).toBeNull();
    expect(readCandidateError({ ...event, address: '' }, 0).address).toBeNull();
  });
});
