import fc from 'fast-check';
import type { Redaction } from '../../../shared/redaction.ts';
import { type Report, reportSchema } from '../../../shared/report.ts';
import { fullReport } from '../../../shared/testing/full-report.ts';
import { sealReport } from '../json.ts';
import { mapTexts } from '../map-texts.ts';

/** Values that nothing else in a report is made of. */
const letters = fc.stringMatching(/^[qxzjkvw]{5,9}$/);
export const secretsArbitrary = fc.record({
  hostname: letters.map((text) => `${text.toUpperCase()}-PC`),
  user: letters.map((text) => `u${text}`),
  profile: letters.map((text) => `House ${text}`),
  domain: fc
    .tuple(letters, fc.constantFrom('com', 'de', 'internal', 'museum'))
    .map((parts) => parts.join('.')),
  realm: letters.map((text) => `Realm ${text}`),
  organisation: letters.map((text) => `${text} GmbH`),
  network: letters.map((text) => `${text} WLAN`),
  ticket: letters.map((text) => `INC-${text}`),
  note: letters.map((text) => `Mr. ${text} cannot call`),
  public4: fc
    .tuple(fc.integer({ min: 1, max: 254 }), fc.integer({ min: 1, max: 254 }))
    .map(([a, b]) => `81.2.${a}.${b}`),
  private4: fc
    .tuple(fc.integer({ min: 16, max: 31 }), fc.integer({ min: 100, max: 254 }))
    .map(([a, b]) => `172.${a}.99.${b}`),
  public6: fc.integer({ min: 0x1000, max: 0xffff }).map((n) => `2a02:db9:17::${n.toString(16)}`),
  part4: fc.integer({ min: 1, max: 254 }).map((n) => `192.168.${n}.x`),
});

export type Secrets = typeof secretsArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Strews the values over every text of the report that is none of a fixed form, besides the members they belong to. */
export function secretReport(secrets: Secrets): Report {
  const s = secrets;
  const strewn = [
    `${s.hostname} asked turn.${s.domain} (${s.public4}:3478) from ${s.private4}`,
    `open C:\\Users\\${s.user}\\AppData\\x.log, /home/${s.user}/y and admin-${s.user}@${s.domain}`,
    `[${s.public6}]:3478 over ${s.network}; ${s.profile}, ${s.realm}, ${s.organisation}`,
    `${s.ticket}：${s.note}。经由stun.${s.domain}和${s.part4}`,
  ];
  let next = 0;
  const report = mapTexts(reportSchema, fullReport(), (text, place) => {
    if (/^session\.(app|host\.(os|arch))|^findings\.code/.test(place)) return text;
    if (/\.(address|routerAddress)$/.test(place)) return [s.public4, s.private4][next++ % 2] ?? '';
    if (place.endsWith('.realm')) return s.realm;
    if (place.endsWith('.subject') && place.startsWith('probes.')) {
      return `CN=turn.${s.domain}, O=${s.organisation}`;
    }
    if (/\.interfaces\.name$/.test(place)) return s.network;
    return `${text} ${strewn[next++ % strewn.length] ?? ''}`;
  });
  const { hostname, profile, ticket, note } = s;
  const session = { ...report.session, profile, ticket, note };
  return sealReport({
    ...report,
    session: { ...session, host: { ...session.host, hostname } },
  });
}

/** What has to be gone: the values themselves, and of domains and paths the part that tells something. */
export function goneValues(
  secrets: Secrets,
  { addresses, names, wifi, ticket }: Redaction,
): string[] {
  const { public4, private4, public6, part4, network, hostname, user, profile, domain } = secrets;
  return [
    ...(addresses ? [public4, private4, public6, part4] : []),
    ...(names
      ? [
          hostname,
          user,
          profile,
          domain,
          domain.split('.')[0] ?? '',
          secrets.realm,
          secrets.organisation,
        ]
      : []),
    ...(wifi ? [network] : []),
    ...(ticket ? [secrets.ticket, secrets.note] : []),
  ].map((value) => value.toLowerCase());
}
