import { expect, test } from 'vitest';
import { readUpdateConfig } from './update-config.ts';

test('reads the address and who signs updates', () => {
  const text = [
    'provider: generic',
    'url: https://updates.example.org/callpath',
    'publisherName:',
    '  - Example GmbH',
    `  - 'CN="Example, Inc.", O=It''s us'`,
    'updaterCacheDirName: callpath-updater',
    '',
  ].join('\n');
  expect(readUpdateConfig(text)).toEqual({
    url: 'https://updates.example.org/callpath',
    publisherNames: ['Example GmbH', `CN="Example, Inc.", O=It's us`],
  });
  expect(readUpdateConfig('publisherName: Example GmbH\r\n').publisherNames).toEqual([
    'Example GmbH',
  ]);
});

test('knows no address where the package has none, or one without https', () => {
  for (const url of ['https://updates.invalid/', 'http://updates.example.org/', '']) {
    expect(readUpdateConfig(`url: ${url}\n`).url, url).toBeNull();
  }
});

test('knows nobody where nothing is said', () => {
  for (const text of [
    '',
    'publisherName:\n',
    'publisherName:\nprovider: generic\n',
    '  publisherName: x',
  ]) {
    expect(readUpdateConfig(text), text).toEqual({ url: null, publisherNames: [] });
  }
});
