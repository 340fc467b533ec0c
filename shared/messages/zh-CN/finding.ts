import type { Translated } from '../translate.ts';
import type { finding as english } from '../en/finding.ts';

export const finding = {} satisfies Translated<typeof english>;
