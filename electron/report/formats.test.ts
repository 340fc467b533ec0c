import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { reportSchema } from '../../shared/report.ts';
import { fullReport } from '../../shared/testing/full-report.ts';
import { toCsv } from './csv.ts';
import { sealReport } from './json.ts';
import { mapTexts } from './map-texts.ts';
import { toText } from './text.ts';

const t = createTranslate('en');
const report = sealReport(fullReport());

function attackedBy(attack: string) {
  return sealReport(
    mapTexts(reportSchema, report, (text, place) =>
      place === 'probes.target' ? attack : `${attack}${text}`,
    ),
  );
}

describe('toText', () => {
  const text = toText(report, t);

  it('begins with the verdict and has everything that the report says', () => {
    expect(text.split('\n').slice(0, 4)).toEqual([
      'Calls will work, but not through every server',
      '=============================================',
      'Two of four servers can be used. One does not answer, and one does not accept the user name and password.',
      'Calls work with limits · High confidence · 2026-03-02 14:02:11 UTC · took 2.1 s',
    ]);
    for (const { title, explanation, itAction } of report.findings) {
      expect(text).toContain(title);
      expect(text).toContain(explanation);
      expect(text).toContain(itAction);
    }
    for (const { id, error } of report.probes) {
      expect(text).toContain(id);
      expect(text).toContain(error?.message ?? '');
    }
    expect(text).toContain(report.session.note);
    expect(text).toContain(report.integrity.sha256);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('says that it is redacted', () => {
    const session = { ...report.session, redacted: true as const };
    expect(toText({ ...report, session }, t)).toContain(t('report.redacted'));
  });

  it('lets no text add a line, hide one or turn its direction', () => {
    const lines = toText(attackedBy('harmless'), t).split('\n').length;
    const attacked = toText(attackedBy('a\r\nb\u2028c\u202ed\u0007\u001b[2J'), t);
    expect(attacked.split(/\r\n|[\n\r\u2028\u2029]/)).toHaveLength(lines);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(attacked).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('is written in Chinese, underlines as wide as their headings', () => {
    const chinese = createTranslate('zh-CN');
    const heading = chinese('report.heading.findings');
    const lines = toText(report, chinese).split('\n');
    const underline = lines[lines.indexOf(heading) + 1];
    expect(underline).toBe('-'.repeat(heading.length * 2));
  });
});

describe('toCsv', () => {
  const rows = toCsv(report).split('\r\n');

  it('begins with the mark of UTF-8 and names that no language changes', () => {
    expect(rows[0]).toBe(
      '\ufeffsession,probe,kind,target,probe_started_at,at_ms,measure,value,unit',
    );
    expect(rows.at(-1)).toBe('');
  });

  it('has a row for every packet of a stream, every sample of a call, and the sums of a test', () => {
    const of = (kind: string, measure: string) =>
      rows.filter((row) => row.includes(`,${kind},`) && row.includes(`,${measure},`));
    expect(of('turn.relay', 'rtt')).toHaveLength(100);
    expect(of('webrtc.call', 'rtt')).toHaveLength(20);
    expect(of('webrtc.call', 'loss')).toHaveLength(20);
    expect(of('webrtc.media', 'bitrate')).toHaveLength(10);
    expect(of('stun.binding', 'rtt.median')).toHaveLength(3);
    expect(of('turn.relay', 'rtt')[0]).toBe(
      `${report.session.id},turn.relay/udp4/turn-eu.example.org:3478,turn.relay,turn:turn-eu.example.org,2026-03-02T14:02:11.252Z,120,rtt,24,ms`,
    );
  });

  it('leaves the value of a packet empty that did not come back', () => {
    const lost = fullReport();
    for (const probe of lost.probes) {
      if (probe.kind === 'turn.relay' && probe.result) {
        probe.result.samples = [{ sentAtMs: 0, rttMs: null }];
      }
    }
    expect(toCsv(sealReport(lost))).toContain(',0,rtt,,ms\r\n');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '\r\n=1',
    '=HYPERLINK("http://x","y")',
    '"=1',
  ])('has no cell that a spreadsheet would calculate for %j', (attack) => {
    const cells = cellsOf(toCsv(attackedBy(attack)));
    const texts = cells.filter((cell) => !/^-?\d/.test(cell));
    expect(texts.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    expect(new Set(cellsPerRow(toCsv(attackedBy(attack))))).toEqual(new Set([9]));
  });
});

/** By RFC 4180; no cell here has a line break. */
function rowsOf(csv: string): string[][] {
  return csv
    .split('\r\n')
    .filter((row) => row !== '')
    .map((row) =>
      [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    );
}

const cellsOf = (csv: string) => rowsOf(csv).flat();
const cellsPerRow = (csv: string) => rowsOf(csv).map((cells) => cells.length);
