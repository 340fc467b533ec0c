import { expect, test } from 'vitest';
import type { Report } from '../shared/report.ts';
import { CurrentCheck } from './current-check.ts';

/** The class passes reports on without looking into them. */
const report = { schema: 'callpath-report' } as Report;

/** A check that ends when it is told to, as the real one does when it is cancelled. */
function endsWhenCancelled(signal: AbortSignal): Promise<Report> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(report);
    });
  });
}

test('gives the report and keeps it', async () => {
  const check = new CurrentCheck();
  expect(await check.start(() => Promise.resolve(report))).toBe(report);
  expect(check.lastReport).toBe(report);
  expect(check.isRunning).toBe(false);
});

test('runs one check at a time', async () => {
  const check = new CurrentCheck();
  const first = check.start(endsWhenCancelled);
  expect(check.start(() => Promise.resolve(report))).toBeNull();
  check.cancel();
  await first;
  expect(await check.start(() => Promise.resolve(report))).toBe(report);
});

test('can start again after a check that failed', async () => {
  const check = new CurrentCheck();
  await expect(check.start(() => Promise.reject(new Error('mistake')))).rejects.toThrow('mistake');
  expect(check.isRunning).toBe(false);
  expect(check.lastReport).toBeNull();
});

test('waits for the cancelled session to be stored', async () => {
  const check = new CurrentCheck();
  void check.start(endsWhenCancelled);
  await check.cancelAndWait(60_000);
  expect(check.lastReport).toBe(report);
});

test('does not wait longer than it is told to', async () => {
  const check = new CurrentCheck();
  void check.start(() => new Promise(() => undefined));
  await check.cancelAndWait(1);
  expect(check.isRunning).toBe(true);
});

test('has nothing to wait for when no check runs', async () => {
  const check = new CurrentCheck();
  await check.cancelAndWait(60_000);
  expect(check.lastReport).toBeNull();
});
