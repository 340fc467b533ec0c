import type { IpcOutputs } from '../../shared/ipc.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** Where the report was written; `null` where the person closed the dialog of the system. */
export type ExportOutcome = Outcome<IpcOutputs['exportSession']>;
