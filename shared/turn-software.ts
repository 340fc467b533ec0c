/** A fault of a version that everybody may read about: update to `fixedIn`. */
interface KnownFault {
  fixedIn: string;
  cve: string;
}

/**
 * Faults of coturn that let strangers reach the server's own network, or end the server by one packet. The newest
 * first: it names the version to update to.
 * - CVE-2026-40613: one packet ends the server on ARM64, before 4.10.0
 * - CVE-2026-27624: IPv4-mapped peers pass `denied-peer-ip`, before 4.9.0
 * - CVE-2020-26262: the peer 0.0.0.0 reaches the server's loopback, before 4.5.2
 */
const coturnFaults: readonly KnownFault[] = [
  { fixedIn: '4.10.0', cve: 'CVE-2026-40613' },
  { fixedIn: '4.9.0', cve: 'CVE-2026-27624' },
  { fixedIn: '4.5.2', cve: 'CVE-2020-26262' },
];

export interface OldSoftware {
  version: string;
  fixedIn: string;
  cves: string[];
}

/**
 * What is known against the version in a SOFTWARE attribute such as `Coturn-4.6.1 'Gorst'`; null for other servers, and
 * for a version that nothing is known against. Distributions repair faults without changing the version, so this is a hint.
 */
export function oldSoftware(software: string | null): OldSoftware | null {
  const version = /\bcoturn-(\d{1,4}(?:\.\d{1,4}){1,3})/i.exec(software ?? '')?.[1];
  if (version === undefined) return null;
  const faults = coturnFaults.filter(({ fixedIn }) => isOlder(version, fixedIn));
  const [newest] = faults;
  return newest
    ? { version: `coturn ${version}`, fixedIn: newest.fixedIn, cves: faults.map(({ cve }) => cve) }
    : null;
}

function isOlder(version: string, than: string): boolean {
  const [own, other] = [version, than].map((text) => text.split('.').map(Number));
  for (let i = 0; i < Math.max(own?.length ?? 0, other?.length ?? 0); i++) {
    const difference = (own?.[i] ?? 0) - (other?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
