import type { VerdictOwner } from '../../shared/report.ts';
import { type Evidence } from './evidence.ts';
import type { Match } from './rules.ts';
/** One finding for all names, where several were looked up and none was found. Addresses need no lookup. */
export declare function unknownNames(evidence: Evidence): Match[];
/** Where no name server answered it is the network's; a name that it does not know is wrong, where anything else is reached. */
export declare function ownerOfName(match: Match, evidence: Evidence): VerdictOwner;
/** Several names of one domain may all be wrong, unless no name server answered at all. */
export declare function ownerOfNames(_: Match, evidence: Evidence): VerdictOwner;
