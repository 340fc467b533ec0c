import type { Translated } from '../translate.ts';
import type { window as english } from '../en/window.ts';

export const window = {} satisfies Translated<typeof english>;
