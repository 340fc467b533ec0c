import { expect, it } from 'vitest';
import { bindPort, randomPort } from './local-port.ts';

it('never gives a filtering test a port that a mapping test may have had', () => {
  const ports = (portClass: 'mapping' | 'filtering') =>
    Array.from({ length: 2000 }, () => randomPort(portClass));
  const [mapping, filtering] = [ports('mapping'), ports('filtering')];
  expect(new Set(filtering.map((port) => port % 8))).toEqual(new Set([7]));
  expect(mapping.some((port) => port % 8 === 7)).toBe(false);
  expect(Math.min(...mapping, ...filtering)).toBeGreaterThanOrEqual(49_152);
  expect(Math.max(...mapping, ...filtering)).toBeLessThanOrEqual(65_535);
});

it('opens a socket of the class, and tells when the address is not this computer’s', async () => {
  const opened = await bindPort('IPv4', '127.0.0.1', 'filtering');
  const port = opened.ok ? opened.value.localEndpoint.port : 0;
  if (opened.ok) opened.value.close();
  expect(port % 8).toBe(7);
  expect(await bindPort('IPv4', '192.0.2.77', 'mapping')).toMatchObject({ code: 'EADDRNOTAVAIL' });
});
