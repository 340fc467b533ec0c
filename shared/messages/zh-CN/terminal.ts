import type { Translated } from '../translate.ts';
import type { terminal as english } from '../en/terminal.ts';

export const terminal = {} satisfies Translated<typeof english>;
