import { probeKinds } from '../../shared/report.ts';

/** Dots in names that stand in every report and are no host's. */
const ownWords: ReadonlySet<string> = new Set(probeKinds);

/** Ends of file names that are no top-level domain. What is left out (`md`, `sh`, `so`, `py`) is one. */
const fileEnds: ReadonlySet<string> = new Set(
  (
    'asar bak bat bin cer cfg cjs cmd conf crt css csv db dll dmg docx exe gif htm html ico ini jar jpeg jpg js json jsx key ' +
    'log lnk mjs msi node pcap pcapng pdf pem png reg svg sys tmp ts tsx txt wasm xlsx xml yaml yml'
  ).split(' '),
);

/** `4.6.1.rc1`, `v2.1.beta`, `Coturn-4.6.1.dev`: numbers, and at most one word behind them. */
const version =
  /^(?:[a-z][a-z_-]*)?v?\d+(?:\.\d+)+\.(?:rc|beta|alpha|dev|pre|git|final|release|build|dfsg|el|fc|deb)\w*$/i;

/** Whether a word with dots is surely no host name: a file's name, a version, a kind of test. */
export function isNoHost(domain: string): boolean {
  const lower = domain.toLowerCase();
  const end = lower.slice(lower.lastIndexOf('.') + 1);
  return ownWords.has(lower) || fileEnds.has(end) || version.test(domain);
}

/** Host names that providers make of an address: `5.2.0.192.in-addr.arpa`, `ip-10-1-2-3.ec2.internal`. */
export function holdsAddress(domain: string): boolean {
  return /(?:\d{1,3}[-.]){3}\d{1,3}|\.ip6\.arpa$|(?:[0-9a-f]{1,4}-){4,}/i.test(domain);
}
