import type { VerdictOwner } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
import type { Match } from './rules.ts';
/** Whose problem a finding is: a row of the table says it, or works it out from what else was measured. */
export type Owner = VerdictOwner | ((match: Match, evidence: Evidence) => VerdictOwner);
export declare function ownerOf(owner: Owner, match: Match, evidence: Evidence): VerdictOwner;
/** Calls inside this computer are its own; outside of it the network carries them; of a relay it may be either. */
export declare function ownerOfDroppedCall(match: Match, evidence: Evidence): VerdictOwner;
/** Sound and picture that do not arrive although messages do are held up on the way, which may be inside this computer. */
export declare function ownerOfMedia(match: Match, evidence: Evidence): VerdictOwner;
/** A relay that carries the data of a plain socket, and not that of Chromium, is not to blame. */
export declare function ownerOfFailedCall(match: Match, evidence: Evidence): VerdictOwner;
/** The host of a target such as `turn:turn.example.org:3478`; other texts as they are. */
export declare function hostOf(target: string): string;
