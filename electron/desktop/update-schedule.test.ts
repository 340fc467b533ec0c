import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkDaily } from './update-schedule.ts';
import { type OfferedRelease, Updates } from './updates.ts';

const dayMs = 24 * 3600 * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function scene() {
  const settings = { enabled: true, url: 'https://updates.example.org/' };
  const offered: OfferedRelease = { version: '2.0.0', comparison: 'newer', bytes: 1 };
  const asked: string[] = [];
  const updates = new Updates({
    settings: () => settings,
    hindrance: () => null,
    openSource: (url) => {
      asked.push(url);
      return Promise.resolve({
        check: () => Promise.resolve(offered),
        download: () => Promise.resolve(),
        install: () => undefined,
      });
    },
  });
  const found: string[] = [];
  const end = checkDaily(updates, (version) => found.push(version));
  return { settings, offered, asked, found, end };
}

test('leaves the start alone, then looks once a day and tells each version once', async () => {
  const { offered, asked, found, end } = scene();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * dayMs);
  expect(asked).toHaveLength(3);
  expect(found).toEqual(['2.0.0']);
  offered.version = '2.1.0';
  await vi.advanceTimersByTimeAsync(dayMs);
  expect(found).toEqual(['2.0.0', '2.1.0']);
  end();
  await vi.advanceTimersByTimeAsync(2 * dayMs);
  expect(asked).toHaveLength(4);
});

test('asks nobody while updates are off', async () => {
  const { settings, asked, end } = scene();
  settings.enabled = false;
  await vi.advanceTimersByTimeAsync(3 * dayMs);
  expect(asked).toEqual([]);
  end();
});
