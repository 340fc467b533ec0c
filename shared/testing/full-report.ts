import type { Report } from '../report.ts';
import { exampleReport } from './example-report.ts';
import { natMapping } from './nat-probes.ts';
import { certificate, turnAllocation, turnRelay } from './turn-probes.ts';
import {
  connectedCall,
  gathered,
  iceCandidate,
  iceError,
  media,
  relayCandidate,
  srflxCandidate,
} from './webrtc-probes.ts';

/** A report with a test of most kinds: every card of a result, every kind of sample. Valid, not sealed. */
export function fullReport(overrides: Partial<Omit<Report, 'probes'>> = {}): Report {
  const example = exampleReport(overrides);
  const server = 'turn:turn-eu.example.org';
  return {
    ...example,
    probes: [
      ...example.probes,
      natMapping(),
      turnAllocation('turn-eu.example.org', 'tls', { tls: certificate }),
      turnRelay('turn-eu.example.org'),
      gathered(server, [iceCandidate(), srflxCandidate(), relayCandidate(server)], [iceError(701)]),
      connectedCall('host'),
      connectedCall('relay', server),
      media('relay', server),
    ],
  };
}
