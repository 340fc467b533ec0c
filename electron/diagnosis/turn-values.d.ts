import type { MessageValues } from '../../shared/messages/translate.ts';
import type { Match } from './rules.ts';
import type { AllocationTest } from './turn-evidence.ts';
/** One match for each host: the same cause over several transports is one thing to repair. */
export declare function matchHosts(tests: readonly AllocationTest[], more?: (own: readonly AllocationTest[]) => MessageValues): Match[];
/** `UDP, TLS`, in this order. */
export declare function transportsOf(tests: readonly Pick<AllocationTest, 'transport'>[]): string;
/** `UDP 3478, TCP 443`: what a firewall has to let through. TLS runs over TCP. */
export declare function portsOf(tests: readonly AllocationTest[]): string;
export declare function distinct<T>(items: readonly T[]): T[];
