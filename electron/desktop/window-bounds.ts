import * as v from 'valibot';

const integer = v.pipe(v.number(), v.integer());

export const windowStateSchema = v.strictObject({
  bounds: v.strictObject({ x: integer, y: integer, width: integer, height: integer }),
  isMaximized: v.boolean(),
});

export type WindowState = v.InferOutput<typeof windowStateSchema>;
export type Rectangle = WindowState['bounds'];

export const minimumSize = { width: 800, height: 560 } as const;
export const defaultSize = { width: 1180, height: 760 } as const;

/** How much of the window's upper edge a person needs to see to be able to drag it. */
const grip = { width: 120, height: 40 } as const;

/**
 * Where to open the window: the kept bounds, or the default size without a place where the kept ones cannot be reached
 * on any of today's displays (`workAreas`), for example after a monitor was unplugged.
 */
export function restoreBounds(
  kept: Rectangle | null,
  workAreas: Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  if (!kept || !workAreas.some((area) => isReachable(kept, area))) return { ...defaultSize };
  return {
    ...kept,
    width: Math.max(kept.width, minimumSize.width),
    height: Math.max(kept.height, minimumSize.height),
  };
}

function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth =
    Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return (
    visibleWidth >= grip.width &&
    bounds.y >= area.y &&
    bounds.y + grip.height <= area.y + area.height
  );
}
