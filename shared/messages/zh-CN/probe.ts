import type { Translated } from '../translate.ts';
import type { probe as english } from '../en/probe.ts';

export const probe = {} satisfies Translated<typeof english>;
