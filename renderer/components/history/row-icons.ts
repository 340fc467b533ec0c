import {
  CircleCheck,
  CircleQuestionMark,
  Download,
  NotebookPen,
  OctagonX,
  Trash2,
  TriangleAlert,
} from 'lucide';
import { iconPath } from '../../icon-path.ts';

/** The icons of a row, each as the `d` of one path in a box of 24 by 24, made once for all rows. */
export const rowIcons = {
  edit: iconPath(NotebookPen),
  save: iconPath(Download),
  remove: iconPath(Trash2),
  good: iconPath(CircleCheck),
  degraded: iconPath(TriangleAlert),
  blocked: iconPath(OctagonX),
  inconclusive: iconPath(CircleQuestionMark),
} as const;
