import type { Evidence } from './evidence.ts';
import type { TurnFailureCode } from './rules-turn-failures.ts';
import { type AllocationTest } from './turn-evidence.ts';
/** The one cause of a failed test. It is always one: a server whose certificate has expired is not also "failed". */
export declare function failureCode(test: AllocationTest, evidence: Evidence): TurnFailureCode;
/** Whether any certificate shows that this computer's clock is off. */
export declare function isClockWrong(evidence: Evidence): boolean;
