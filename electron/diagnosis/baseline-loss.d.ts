import { type Evidence } from './evidence.ts';
/** Whether data is lost that never leaves this computer. */
export declare function isLossy(evidence: Evidence): boolean;
