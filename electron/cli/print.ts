import { styleText } from 'node:util';
import type { CheckEvent } from '../../shared/check.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { packetsOf, rttOf } from '../../shared/servers.ts';
import { ownerText } from '../../shared/owner-text.ts';
import { stepText } from '../../shared/step-text.ts';
import type {
  Finding,
  ProbeResult,
  ProbeStatus,
  Report,
  Severity,
  VerdictLevel,
} from '../../shared/report.ts';

import { natLines } from './print-nat.ts';
import { relayLines, serverLines } from './print-relays.ts';
import { isSkippedCall, webrtcLines } from './print-webrtc.ts';

type Style = Parameters<typeof styleText>[0];

const statusStyle: Record<ProbeStatus, Style> = {
  passed: 'green',
  failed: 'red',
  inconclusive: 'yellow',
  skipped: 'dim',
};
const severityMark: Record<Severity, { mark: string; style: Style }> = {
  critical: { mark: '✕', style: 'red' },
  warning: { mark: '!', style: 'yellow' },
  info: { mark: '·', style: 'dim' },
  ok: { mark: '✓', style: 'green' },
};
const levelStyle: Record<VerdictLevel, Style> = {
  good: 'green',
  degraded: 'yellow',
  blocked: 'red',
  inconclusive: 'yellow',
};
/** Wide enough for the longest state in either language. */
const stateColumns = 8;

/** Prints a line when a probe ends: plain text where `out` is no terminal. */
export function progressPrinter(
  t: Translate,
  out: NodeJS.WriteStream,
): (event: CheckEvent) => void {
  const paint = painter(out);
  return (event) => {
    if (event.type === 'planned') {
      out.write(`${t('terminal.planned', { count: event.probes.length })}\n`);
    } else if (event.type === 'ended' && !isSkippedCall(event.probe)) {
      out.write(`${probeLine(event.probe, t, paint)}\n`);
    } else if (event.type === 'progress') {
      out.write(`  ${' '.repeat(stateColumns)} ${paint('dim', event.text)}\n`);
    } else if (event.type === 'not-saved') {
      out.write(`${t('terminal.notSaved', { reason: event.message })}\n`);
    }
  };
}

/** Prints the verdict and the findings that need somebody to act, then what works. */
export function printReport(report: Report, t: Translate, out: NodeJS.WriteStream): void {
  const paint = painter(out);
  const { verdict, session, findings } = report;
  const level = paint(
    ['bold', levelStyle[verdict.level]].flat() as Style,
    t(`terminal.level.${verdict.level}`),
  );
  const seconds = (session.durationMs / 1000).toFixed(1);
  const lines = [
    '',
    `${t('terminal.verdict', { level })} (${t(`terminal.confidence.${verdict.confidence}`)})`,
    paint('bold', verdict.headline),
    verdict.summary,
    ...(verdict.owner ? [ownerText(verdict.owner, t)] : []),
    '',
    ...serverLines(report, t),
    ...relayLines(report, t),
    ...natLines(report, t),
    ...webrtcLines(report, t),
    ...findings.flatMap((finding) => findingLines(finding, t, paint)),
    '',
    paint('dim', t('terminal.took', { seconds, id: session.id })),
  ];
  out.write(`${lines.join('\n')}\n`);
}

type Paint = (style: Style, text: string) => string;

function painter(out: NodeJS.WriteStream): Paint {
  const colours = out.isTTY && !process.env.NO_COLOR;
  return (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text);
}

function probeLine(probe: ProbeResult, t: Translate, paint: Paint): string {
  const state = t(`terminal.state.${probe.status}`).padEnd(stateColumns);
  const details = detailsOf(probe, t);
  const suffix = details.length === 0 ? '' : paint('dim', ` (${details.join(', ')})`);
  const reason = probe.error ? `\n${' '.repeat(stateColumns + 3)}${probe.error.message}` : '';
  return `  ${paint(statusStyle[probe.status], state)} ${stepText(probe, t)}${suffix}${paint('dim', reason)}`;
}

function detailsOf(probe: ProbeResult, t: Translate): string[] {
  const rtt = rttOf(probe);
  const packets = packetsOf(probe);
  return [
    ...(rtt ? [t('terminal.rtt', { ms: rtt.median })] : []),
    ...(packets ? [t('terminal.loss', { sent: packets.sent, received: packets.received })] : []),
  ];
}

function findingLines(finding: Finding, t: Translate, paint: Paint): string[] {
  const { mark, style } = severityMark[finding.severity];
  const title = `${paint(style, mark)} ${paint('bold', finding.title)}`;
  if (finding.severity === 'ok') return [title];
  return [
    title,
    `  ${finding.explanation}`,
    `  ${t('terminal.user')}: ${finding.userAction}`,
    `  ${t('terminal.it')}: ${finding.itAction}`,
  ];
}
