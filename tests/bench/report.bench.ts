import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHtml } from '../../electron/report/html.ts';
import type { Report } from '../../shared/report.ts';
import { printFiles } from '../print/print-app.ts';
import { readRecording, reportOf } from '../record/recording.ts';

const repetitions = 7;
const emptyPage = '<!doctype html><html lang="en"><title>Empty</title><body></body></html>';

/** HTML (at most 200 ms and 400 KB) and PDF (at most 2 s and 1 MB) of a default session; beside an empty page. */
export async function reportBench() {
  const base = reportOf(readRecording('good'), 'en');
  const chinese = reportOf(readRecording('good'), 'zh-CN');
  const folder = mkdtempSync(join(tmpdir(), 'callpath-bench-'));
  try {
    const pages = [
      { name: 'an empty page', html: async () => emptyPage, open: async () => emptyPage },
      page('a default session', base, 'en'),
      page('a default session, Chinese', chinese, 'zh-CN'),
      page('20 servers', withServers(base, 20), 'en'),
    ];
    const measured = [];
    for (const [index, { name, html, open }] of pages.entries()) {
      const timesMs = [];
      for (let i = 0; i < repetitions; i += 1) {
        const startedMs = performance.now();
        await html();
        timesMs.push(performance.now() - startedMs);
      }
      const from = join(folder, `${index}.html`);
      writeFileSync(from, await open());
      measured.push({
        name,
        htmlMs: median(timesMs),
        kb: Buffer.byteLength(await html()) / 1000,
        from,
      });
    }
    const jobs = measured.map(({ from }) => ({
      from,
      to: `${from}.pdf`,
      title: 'Report',
      locale: 'en' as const,
    }));
    // The first ones start Chromium's processes and read what packs a PDF; they are counted in none.
    const warm = jobs.slice(0, 2);
    const pdfMs = (await printFiles([...warm, ...jobs])).slice(warm.length);
    return measured.map(({ name, htmlMs, kb, from }, index) => ({
      name,
      'HTML ms': Math.round(htmlMs),
      'HTML KB': Math.round(kb),
      'PDF ms': Math.round(pdfMs[index] ?? NaN),
      'PDF KB': Math.round(statSync(`${from}.pdf`).size / 1000),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function page(name: string, report: Report, locale: 'en' | 'zh-CN') {
  return {
    name,
    html: () => toHtml(report, locale),
    open: () => toHtml(report, locale, { isOpen: true }),
  };
}

/** The same results for as many servers, each by another name. */
function withServers(report: Report, count: number): Report {
  const asked = report.probes.filter(({ transport }) => transport !== 'none');
  const others = Array.from({ length: count - 1 }, (_, index) =>
    asked.map((probe) => ({
      ...probe,
      id: `${probe.id}/${index}`,
      target: probe.target.replace(/\d+\.\d+\.\d+\.\d+/, `relay-${index}.example.org`),
    })),
  );
  return { ...report, probes: [...report.probes, ...others.flat()] };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
