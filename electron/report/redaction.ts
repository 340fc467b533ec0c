import {
  fullRedaction,
  type Redaction,
  type RedactionPreview,
  redactsAnything,
  type ReplacedKind,
  type ReplacedValue,
} from '../../shared/redaction.ts';
import { type Report, reportSchema, type Session } from '../../shared/report.ts';
import { Aliases } from './aliases.ts';
import { checkIntegrity, sealReport } from './json.ts';
import { hostsOf, namesOf, publicProfiles } from './known-names.ts';
import { mapTexts } from './map-texts.ts';

/** What says what was measured with, not by whom or where. */
const keptPlaces: ReadonlySet<string> = new Set([
  'session.app.name',
  'session.app.version',
  'session.host.os',
  'session.host.arch',
  'findings.code',
]);

/** Members of results that may name the organisation: a certificate's subject and names beside the host, a realm by any text. */
const organisationMember = /^probes\..*\.(?:subject|names|realm)$/;

/**
 * A report that may leave the house: in every member and inside every text, what `redaction` asks for is replaced by
 * aliases (the same value by the same alias) or left out. Names of network adapters that the system gave, of server
 * software and of public certificate issuers stay: the diagnosis needs them. The result is valid, has a hash of its own,
 * and `session.redacted` is true. Without anything to replace the report is returned as it is.
 *
 * `userName` is that of the person at this computer, for reports that were made here.
 */
export function redactReport(
  report: Report,
  redaction: Redaction = fullRedaction,
  userName?: string,
): Report {
  return redactsAnything(redaction) ? redact(report, redaction, userName).report : report;
}

/** The report as it would be exported, and what is replaced in it. */
export function previewRedaction(
  report: Report,
  redaction: Redaction,
  userName?: string,
): RedactionPreview {
  const found: RedactionPreview['found'] = { address: 0, name: 0, wifi: 0, ticket: 0 };
  for (const { kind } of redact(report, fullRedaction, userName).replaced) found[kind] += 1;
  return redactsAnything(redaction)
    ? { ...redact(report, redaction, userName), found }
    : { report, replaced: [], found };
}

function redact(report: Report, redaction: Redaction, userName: string | undefined) {
  const aliases = new Aliases({
    redaction,
    hosts: hostsOf(report),
    others: namesOf(report, userName),
    // What was redacted before has aliases, and they may stay what they are.
    texts: report.session.redacted ? [] : textsOf(report),
  });
  const replaced = mapTexts(reportSchema, report, (text, place) =>
    replaceText(text, place, aliases, redaction),
  );
  const sealed = sealReport({ ...replaced, session: redactSession(replaced.session, redaction) });
  return {
    // A new seal would hide that somebody changed the report.
    report: checkIntegrity(report) ? sealed : { ...sealed, integrity: report.integrity },
    replaced: byKind([...aliases.replaced, ...leftOut(report.session, redaction)]),
  };
}

function replaceText(text: string, place: string, aliases: Aliases, redaction: Redaction): string {
  if (keptPlaces.has(place)) return text;
  if (place === 'session.profile' && publicProfiles.has(text)) return text;
  if (place === 'session.host.hostname' && redaction.names && text !== '') {
    if (text !== ownHost) aliases.note(text, ownHost, 'name');
    return ownHost;
  }
  const after = aliases.replace(text);
  if (!redaction.names || !organisationMember.test(place)) return after;
  const shown = hostOrNothing(after);
  if (shown !== after) aliases.note(text, shown, 'name');
  return shown;
}

/** Also where it is too short to be looked for in texts. */
const ownHost = 'this-computer';

/** What may name an organisation is kept only where it is nothing but a host, or says nothing. */
function hostOrNothing(replaced: string): string {
  return /^(?:(?:CN=)?(?:\*\.)?host-\d+\.example|[\d.]+|[\da-f:]+)?$/.test(replaced)
    ? replaced
    : 'redacted';
}

function redactSession(session: Session, redaction: Redaction): Session {
  const { ticket: _t, note: _n, ...rest } = session;
  return { ...(redaction.ticket ? rest : session), redacted: true };
}

function leftOut({ ticket, note }: Session, redaction: Redaction): ReplacedValue[] {
  if (!redaction.ticket) return [];
  return [ticket, note].flatMap((from) => (from ? [{ kind: 'ticket', from, to: '' }] : []));
}

const kindOrder: readonly ReplacedKind[] = ['address', 'name', 'wifi', 'ticket'];

/** In the order in which a person is asked, each value once: what is left out may stand in a text as well. */
function byKind(values: readonly ReplacedValue[]): ReplacedValue[] {
  const once = new Map(values.map((value) => [value.from.toLowerCase(), value]));
  return [...once.values()].sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
}

function textsOf(report: Report): string[] {
  const texts: string[] = [];
  mapTexts(reportSchema, report, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
