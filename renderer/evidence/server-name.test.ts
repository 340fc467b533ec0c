import { describe, expect, it } from 'vitest';
import { reachOfAddress, serverName } from './server-name.ts';

describe('serverName', () => {
  it('calls a server by its name, whatever the port', () => {
    expect(serverName('turns:turn.example.org?transport=tcp')).toEqual({
      name: 'turn.example.org',
      label: 'turn.example.org:5349',
      reach: 'internet',
      isServer: true,
    });
  });

  it('keeps the ports behind a bare address apart', () => {
    expect(serverName('stun:127.0.0.1:50001')).toMatchObject({
      name: '127.0.0.1:50001',
      reach: 'computer',
    });
  });

  it('keeps what is no address', () => {
    expect(serverName('embedded relay').name).toBe('embedded relay');
    expect(serverName('embedded relay').isServer).toBe(false);
  });
});

describe('reachOfAddress', () => {
  it('knows how far an address reaches', () => {
    expect(reachOfAddress('::1')).toBe('computer');
    expect(reachOfAddress('10.0.0.1')).toBe('network');
    expect(reachOfAddress('100.64.0.1')).toBe('network');
    expect(reachOfAddress('203.0.113.1')).toBe('internet');
  });

  it('accepts the alias of a redacted report', () => {
    expect(reachOfAddress('address-1')).toBe('internet');
  });
});
