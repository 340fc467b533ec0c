import {
  CircleCheck,
  CircleQuestionMark,
  Download,
  type IconNode,
  NotebookPen,
  OctagonX,
  Trash2,
  TriangleAlert,
} from 'lucide';

/**
 * The icons of a row, each as the `d` of one path in a box of 24 by 24. In a list that is scrolled, icons of several shapes took
 * longer than all the rest of a row, whether made anew or by `<use>`.
 */
export const rowIcons = {
  edit: toPath(NotebookPen),
  save: toPath(Download),
  remove: toPath(Trash2),
  good: toPath(CircleCheck),
  degraded: toPath(TriangleAlert),
  blocked: toPath(OctagonX),
  inconclusive: toPath(CircleQuestionMark),
} as const;

/** Draws the shapes of an icon one after the other; `''` for one with other shapes than paths and circles. */
export function toPath(icon: IconNode): string {
  const parts = icon.map(([shape, { d, cx, cy, r }]) => {
    // From where a path of its own begins: its first step may be told as one from there.
    if (shape === 'path') return `M0 0${d}`;
    if (shape !== 'circle') return '';
    return `M${Number(cx) - Number(r)} ${cy}a${r} ${r} 0 1 0 ${2 * Number(r)} 0a${r} ${r} 0 1 0 ${-2 * Number(r)} 0`;
  });
  return parts.includes('') ? '' : parts.join('');
}
