import { expect, test } from 'vitest';
import type { NoUpdateReason, UpdateState } from '../../shared/updates.ts';
import { UpdateError } from './update-failure.ts';
import { type OfferedRelease, Updates, type UpdateSource } from './updates.ts';

const newer: OfferedRelease = { version: '2.0.0', comparison: 'newer', bytes: 100 };

/** A source whose calls are written down. */
function scene(more: Partial<UpdateSource> = {}) {
  const calls: string[] = [];
  const settings = { enabled: true, url: 'https://updates.example.org/' as string | null };
  const installation: { hindrance: NoUpdateReason | null } = { hindrance: null };
  let tellLate: (error: unknown) => void = () => undefined;
  const source: UpdateSource = {
    check: () => Promise.resolve(newer),
    download: () => Promise.resolve(),
    install: () => undefined,
    ...more,
  };
  const updates = new Updates({
    settings: () => settings,
    hindrance: () => installation.hindrance,
    openSource: (url, onLateError) => {
      calls.push(`open ${url}`);
      tellLate = onLateError;
      return Promise.resolve({
        check: (signal) => (calls.push('check'), source.check(signal)),
        download: (onProgress, signal) => (
          calls.push('download'),
          source.download(onProgress, signal)
        ),
        install: () => {
          calls.push('install');
          source.install();
        },
      });
    },
  });
  const told: UpdateState['phase'][] = [];
  updates.onChange = ({ phase }) => told.push(phase);
  return {
    updates,
    calls,
    settings,
    installation,
    told,
    failLate: (error: unknown) => tellLate(error),
  };
}

test('goes one step for each thing that is asked for, and no further', async () => {
  const { updates, calls, told } = scene();
  expect(updates.state).toEqual({ phase: 'idle' });
  expect(await updates.check()).toEqual({ phase: 'available', version: '2.0.0', bytes: 100 });
  expect(await updates.download()).toEqual({ phase: 'ready', version: '2.0.0' });
  expect(calls).toEqual(['open https://updates.example.org/', 'check', 'download']);
  expect(updates.install()).toEqual({ phase: 'installing', version: '2.0.0' });
  expect(calls.at(-1)).toBe('install');
  expect(told).toEqual(['checking', 'available', 'downloading', 'ready', 'installing']);
});

test('asks nobody while it is off, has no address, or is not to be updated here', async () => {
  const { updates, calls, settings, installation } = scene();
  const tries: [NoUpdateReason, () => void][] = [
    ['off', () => Object.assign(settings, { enabled: false })],
    ['no-address', () => Object.assign(settings, { enabled: true, url: null })],
    ['by-package', () => Object.assign(installation, { hindrance: 'by-package' })],
  ];
  for (const [reason, change] of tries) {
    change();
    expect(await updates.check()).toEqual({ phase: 'none', reason });
    expect(await updates.download()).toEqual({ phase: 'none', reason });
    expect(updates.install()).toEqual({ phase: 'none', reason });
  }
  expect(calls).toEqual([]);
});

test('installs nothing that was downloaded before it was turned off', async () => {
  const { updates, calls, settings } = scene();
  await updates.check();
  await updates.download();
  settings.enabled = false;
  expect(updates.install()).toEqual({ phase: 'none', reason: 'off' });
  expect(calls).not.toContain('install');
});

test('stops a download when it is turned off meanwhile', async () => {
  const { updates, settings } = scene({
    download: (onProgress, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('cancelled'));
        });
        settings.enabled = false;
        onProgress(10);
      }),
  });
  await updates.check();
  expect(await updates.download()).toEqual({ phase: 'none', reason: 'off' });
  settings.enabled = true;
  expect(updates.state).toEqual({ phase: 'available', version: '2.0.0', bytes: 100 });
});

test('downloads nothing that is not newer', async () => {
  for (const comparison of ['same', 'older', 'unsupported'] as const) {
    const { updates, calls } = scene({
      check: () => Promise.resolve({ version: '0.0.1', comparison, bytes: null }),
    });
    const state = { phase: 'current', offered: '0.0.1', why: comparison };
    expect(await updates.check()).toEqual(state);
    expect(await updates.download()).toEqual(state);
    expect(calls).not.toContain('download');
  }
});

test('says what went wrong, and can be asked again', async () => {
  let isBroken = true;
  const { updates } = scene({
    check: () =>
      isBroken ? Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED')) : Promise.resolve(newer),
    download: () => Promise.reject(new UpdateError('not-genuine', 'another SHA-512')),
  });
  expect(await updates.check()).toMatchObject({ phase: 'failed', failure: 'unreachable' });
  isBroken = false;
  expect(await updates.check()).toMatchObject({ phase: 'available' });
  expect(await updates.download()).toEqual({
    phase: 'failed',
    failure: 'not-genuine',
    detail: 'another SHA-512',
  });
  expect(updates.install()).toMatchObject({ phase: 'failed' });
});

test('cancels a check, and asks one thing at a time', async () => {
  const { updates, calls } = scene({
    check: (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('cancelled'));
        });
      }),
  });
  const checking = updates.check();
  expect(await updates.check()).toEqual({ phase: 'checking' });
  updates.cancel();
  expect(await checking).toEqual({ phase: 'idle' });
  expect(calls.filter((call) => call === 'check')).toHaveLength(1);
});

test('says it when the system refuses the new one at the end', async () => {
  const { updates, failLate } = scene();
  await updates.check();
  failLate(new Error('of an earlier step: not told twice'));
  expect(updates.state.phase).toBe('available');
  await updates.download();
  updates.install();
  failLate(new Error('Code signature at URL did not pass validation'));
  expect(updates.state).toMatchObject({ phase: 'failed', failure: 'not-genuine' });
});
