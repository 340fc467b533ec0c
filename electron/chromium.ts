import { join } from 'node:path';
import { openWitnessPage } from './desktop/witness-page.ts';
import { PageWitness } from './page-witness.ts';
import type { PrintPdf } from './report/render.ts';

/** Of the bundles: this file is part of one. */
const outPath = join(import.meta.dirname, '..');

/** Chromium as the second witness of a check. */
export function openWitness(): PageWitness {
  return new PageWitness((sends, listener) =>
    openWitnessPage(
      {
        preloadPath: join(outPath, 'preload', 'witness-preload.cjs'),
        rendererPath: join(outPath, 'renderer'),
        fromEachAdapter: sends === 'adapters',
      },
      listener,
    ),
  );
}

/** Loaded when it is needed: neither a check nor the window is. */
export async function printPdf(...page: Parameters<PrintPdf>): Promise<Uint8Array> {
  return (await import('./desktop/print-pdf.ts')).printPdf(...page);
}
