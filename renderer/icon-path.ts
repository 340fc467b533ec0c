import type { IconNode } from 'lucide';

type Attributes = IconNode[number][1];

/**
 * The shapes of an icon, one after the other, as the `d` of one path in a box of 24 by 24; `''` for an icon that holds other
 * shapes, or filled ones. Making an element for each shape took as long as all the rest of a view.
 */
export function iconPath(icon: IconNode): string {
  const parts = icon.map(([shape, attributes]) => {
    return 'fill' in attributes ? '' : (drawings[shape]?.(attributes) ?? '');
  });
  return parts.includes('') ? '' : parts.join('');
}

const drawings: Record<string, (attributes: Attributes) => string> = {
  // From where a path of its own begins: its first step may be told as one from there.
  path: ({ d }) => `M0 0${d}`,
  line: ({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`,
  circle: ({ cx, cy, r }) => ellipse(Number(cx), Number(cy), Number(r), Number(r)),
  ellipse: ({ cx, cy, rx, ry }) => ellipse(Number(cx), Number(cy), Number(rx), Number(ry)),
  rect: ({ x, y, width, height, rx, ry }) => {
    const r = Number(rx ?? ry ?? 0);
    const across = Number(width) - 2 * r;
    const down = Number(height) - 2 * r;
    const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
    return (
      `M${Number(x) + r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}` +
      `h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`
    );
  },
};

function ellipse(cx: number, cy: number, rx: number, ry: number) {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
}
