import { describe, expect, it } from 'vitest';
import { formatServerUri, parseServerUri, serverLabel } from './uri.ts';

describe('parseServerUri', () => {
  it.each([
    ['stun:stun.example.org', 'stun', 'stun.example.org', 3478, 'udp'],
    ['STUN:Stun.Example.ORG:3479', 'stun', 'stun.example.org', 3479, 'udp'],
    ['stuns:stun.example.org', 'stuns', 'stun.example.org', 5349, 'tls'],
    ['turn:192.0.2.1', 'turn', '192.0.2.1', 3478, 'udp'],
    ['turn:192.0.2.1:80?transport=tcp', 'turn', '192.0.2.1', 80, 'tcp'],
    ['turns:turn.example.org?transport=tcp', 'turns', 'turn.example.org', 5349, 'tls'],
    ['stun:[2001:db8::1]:3478', 'stun', '2001:db8::1', 3478, 'udp'],
    ['stun:[2001:db8::1]', 'stun', '2001:db8::1', 3478, 'udp'],
    ['  stun:bücher.example  ', 'stun', 'bücher.example', 3478, 'udp'],
    ['stun:server_1', 'stun', 'server_1', 3478, 'udp'],
  ] as const)('reads %s', (text, scheme, host, port, transport) => {
    expect(parseServerUri(text)).toEqual({ ok: true, uri: { scheme, host, port, transport } });
  });

  it.each([
    ['', 'empty'],
    ['stun.example.org', 'scheme'],
    ['http://stun.example.org', 'scheme'],
    ['stun://stun.example.org', 'slashes'],
    ['stun:', 'host'],
    ['stun:-bad.example', 'host'],
    ['stun:300.1.1.1', 'host'],
    ['stun:1.2.3', 'host'],
    ['stun:2001:db8::1', 'host'],
    ['stun:[192.0.2.1]', 'host'],
    ['stun:a..b', 'host'],
    [`stun:${'a'.repeat(64)}.example`, 'host'],
    [`stun:${'a.'.repeat(130)}example`, 'host'],
    ['stun:example.org:0', 'port'],
    ['stun:example.org:65536', 'port'],
    ['stun:example.org:', 'port'],
    ['stun:example.org:12x', 'port'],
    ['stun:example.org?transport=udp', 'transport-not-allowed'],
    ['turn:example.org?transport=sctp', 'transport'],
    ['turn:example.org?foo=bar', 'query'],
    ['turn:example.org?transport=udp?x', 'query'],
    ['turns:example.org?transport=udp', 'dtls'],
    ['stun:user@example.org', 'characters'],
    ['stun:exa mple.org', 'characters'],
  ] as const)('refuses %j: %s', (text, problem) => {
    expect(parseServerUri(text)).toEqual({ ok: false, problem });
  });
});

describe('formatServerUri', () => {
  it.each([
    'stun:stun.example.org',
    'stun:[2001:db8::1]:3479',
    'turn:192.0.2.1:80?transport=tcp',
    'turns:turn.example.org',
  ])('writes %s as it was read', (text) => {
    const parsed = parseServerUri(text);
    expect(parsed.ok && formatServerUri(parsed.uri)).toBe(text);
  });
});

it('labels a server by host and port', () => {
  expect(serverLabel({ host: '2001:db8::1', port: 3478 })).toBe('[2001:db8::1]:3478');
});
