import type { VerdictOwner } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
import { type Owner } from './owner.ts';
import type { Match } from './rules.ts';
import type { TurnFailureCode } from './rules-turn-failures.ts';
/** Whose problem a relay is that gives no relayed address: where the cause alone does not tell, other servers do. */
export declare const ownerOfFailure: Record<TurnFailureCode, Owner>;
/** UDP that reaches other hosts is closed at this one; where it reaches other ports of this one, either may be. */
export declare function ownerOfClosedUdp(match: Match, evidence: Evidence): VerdictOwner;
/** Behind such a router calls need a relay: its operator has to act where every relay fails by its own fault. */
export declare function ownerOfRelays(_: Match, evidence: Evidence): VerdictOwner;
/** What is lost inside this computer is not lost outside; what one relay loses and another does not is lost there. */
export declare function ownerOfLoss(match: Match, evidence: Evidence): VerdictOwner;
