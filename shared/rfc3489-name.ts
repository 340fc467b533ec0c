import type { FilteringBehaviour, NatMappingResult } from './nat-results.ts';
import type { Nat } from './report.ts';

/**
 * The classic name (RFC 3489 section 5) of a pair of behaviours (RFC 4787). A mapping that depends on the destination is
 * symmetric whatever the filter; any other needs both. `udp-blocked` is not for one pair to say.
 */
export function rfc3489Name(
  { behaviour: mapping, dependent }: Pick<NatMappingResult, 'behaviour' | 'dependent'>,
  { behaviour: filtering }: { behaviour: FilteringBehaviour },
): Nat['rfc3489'] {
  if (dependent) return 'symmetric';
  if (mapping === 'unknown' || filtering === 'unknown') return 'unknown';
  if (mapping === 'none') {
    return filtering === 'endpoint-independent' ? 'open-internet' : 'symmetric-udp-firewall';
  }
  if (filtering === 'endpoint-independent') return 'full-cone';
  return filtering === 'address-dependent' ? 'restricted-cone' : 'port-restricted-cone';
}
