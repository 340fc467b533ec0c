import type { Change } from './change.ts';
import type { TlsProblem, TlsResult } from './report.ts';
import type { ServerSummary } from './servers.ts';

export function compareCertificates(from: ServerSummary, to: ServerSummary): Change[] {
  const [before, after] = [certificateOf(from), certificateOf(to)];
  if (!before || !after) return [];
  if (before.problem === after.problem && isSame(before, after)) return [];
  return [
    {
      kind: 'certificate',
      subject: to.target,
      before: { problem: before.problem, validTo: before.validTo },
      after: { problem: after.problem, validTo: after.validTo },
      direction: directionOf(before.problem, after.problem),
    },
  ];
}

function directionOf(before: TlsProblem, after: TlsProblem): Change['direction'] {
  if (before === 'none' && after !== 'none') return 'worse';
  return before !== 'none' && after === 'none' ? 'better' : 'neutral';
}

type Certificate = TlsResult & { problem: TlsProblem };

/** `null` where no certificate was seen; what older versions did not judge counts by what became of the connection. */
function certificateOf({ probes }: ServerSummary): Certificate | null {
  for (const probe of probes) {
    if (probe.kind !== 'turn.allocate' || !probe.result?.tls) continue;
    const { tls } = probe.result;
    const problem = tls.problem ?? (probe.error?.code === 'untrusted' ? 'other' : 'none');
    if (tls.subject !== '' || problem !== 'none') return { ...tls, problem };
  }
  return null;
}

/** A renewed certificate has the same names and other dates. */
function isSame(a: TlsResult, b: TlsResult): boolean {
  return a.subject === b.subject && a.issuer === b.issuer && a.validTo === b.validTo;
}
