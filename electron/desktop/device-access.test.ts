import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { DeviceAccess } from './device-access.ts';

function setup() {
  const contents = new EventEmitter();
  const access = new DeviceAccess();
  const request = { contents, isMainFrame: true, requestingUrl: 'app://callpath/index.html#check' };
  return { contents, access, request };
}

it('allows nobody before it is opened', () => {
  const { access, request } = setup();
  expect(access.allows(request)).toBe(false);
  expect(access.allows({ ...request, contents: null })).toBe(false);
});

it('allows the page for which it was opened, until it is closed', () => {
  const { access, contents, request } = setup();
  access.open(contents);
  expect(access.allows(request)).toBe(true);
  access.close();
  expect(access.allows(request)).toBe(false);
});

it.each([
  ['another page', { contents: new EventEmitter() }],
  ['a frame inside the page', { isMainFrame: false }],
  ['another origin', { requestingUrl: 'https://example.org/' }],
  ['an origin that only starts like the own one', { requestingUrl: 'app://callpath.evil/' }],
  ['a page without an address', { requestingUrl: undefined }],
])('does not allow %s', (_, differs) => {
  const { access, contents, request } = setup();
  access.open(contents);
  expect(access.allows({ ...request, ...differs })).toBe(false);
});

it.each(['did-navigate', 'render-process-gone', 'destroyed'])('ends with %s', (ending) => {
  const { access, contents, request } = setup();
  access.open(contents);
  contents.emit(ending);
  expect(access.allows(request)).toBe(false);
});

it('listens to a page once, however often it is opened, and not after its end', () => {
  const { access, contents } = setup();
  access.open(contents);
  access.open(contents);
  expect(contents.listenerCount('did-navigate')).toBe(1);
  access.close();
  expect(contents.eventNames()).toEqual([]);
});
