import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultSize, restoreBounds, windowStateSchema } from './window-bounds.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1040 };
const monitorToTheLeft = { x: -1280, y: 0, width: 1280, height: 1000 };

test('opens a first window at the default size, where the system likes', () => {
  expect(restoreBounds(null, [laptop])).toEqual(defaultSize);
});

test('opens where the window was', () => {
  const kept = { x: 100, y: 50, width: 1000, height: 700 };
  expect(restoreBounds(kept, [laptop])).toEqual(kept);
});

test('opens on a display to the left of the first one', () => {
  const kept = { x: -1200, y: 10, width: 1000, height: 700 };
  expect(restoreBounds(kept, [laptop, monitorToTheLeft])).toEqual(kept);
});

test('forgets a place on a display that is gone', () => {
  const kept = { x: -1200, y: 10, width: 1000, height: 700 };
  expect(restoreBounds(kept, [laptop])).toEqual(defaultSize);
});

test('forgets a place whose upper edge is above or below the display', () => {
  const kept = { x: 100, y: -10, width: 1000, height: 700 };
  expect(restoreBounds(kept, [laptop])).toEqual(defaultSize);
  expect(restoreBounds({ ...kept, y: 1010 }, [laptop])).toEqual(defaultSize);
});

test('grows a window that was kept smaller than the minimum', () => {
  const kept = { x: 0, y: 0, width: 300, height: 200 };
  expect(restoreBounds(kept, [laptop])).toEqual({ x: 0, y: 0, width: 800, height: 560 });
});

test('takes nothing but whole numbers from the file', () => {
  const state = { bounds: { x: 0, y: 0.5, width: 1, height: 1 }, isMaximized: false };
  expect(v.is(windowStateSchema, state)).toBe(false);
});
