import type { Translated } from '../translate.ts';
import type { report as english } from '../en/report.ts';

export const report = {} satisfies Translated<typeof english>;
