/** A place on an axis with its value. */
export interface Tick {
  value: number;
  /** In the pixels of the drawing. */
  at: number;
}

export interface Plot {
  widthPx: number;
  heightPx: number;
}

/** Distances between ticks that people can count in. */
const steps = [1, 2, 5, 10];

/** Round values from 0 to at most `top`, about `count` of them. */
export function niceTicks(top: number, count: number): number[] {
  if (!(top > 0) || count < 1) return [0];
  const power = 10 ** Math.floor(Math.log10(top / count));
  const factor = steps.find((step) => step * power * count >= top * 0.999) ?? 10;
  const distance = factor * power;
  const ticks = Math.floor(top / distance + 1e-9);
  // Each by itself from its number, so that errors of addition do not pile up.
  return Array.from({ length: ticks + 1 }, (_, i) => Number((i * distance).toPrecision(12)));
}

/** The `d` of a line through `points`, with a gap where `y` is null; a point between two gaps stays visible as a dot. */
export function linePath(points: readonly { x: number; y: number | null }[]): string {
  let isDrawing = false;
  return points
    .map(({ x, y }, i) => {
      if (y === null) {
        isDrawing = false;
        return '';
      }
      const command = isDrawing ? 'L' : 'M';
      isDrawing = true;
      const isAlone = command === 'M' && (points[i + 1]?.y ?? null) === null;
      return `${command}${round(x)},${round(y)}${isAlone ? 'h0' : ''}`;
    })
    .join('');
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
