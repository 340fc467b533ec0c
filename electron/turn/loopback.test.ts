import { expect, it } from 'vitest';
import { isLoopbackAddress } from './loopback.ts';

it.each(['127.0.0.1', '127.255.0.3', '::1', '0:0:0:0:0:0:0:1'])('%s is loopback', (address) => {
  expect(isLoopbackAddress(address)).toBe(true);
});

it.each([
  '0.0.0.0',
  '1.2.3.4',
  '192.168.127.1',
  '::',
  '::2',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '::1%lo',
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  '0177.0.0.1',
  'localhost',
  '127.0.0.1.example.org',
  '',
])('"%s" is not', (address) => {
  expect(isLoopbackAddress(address)).toBe(false);
});
