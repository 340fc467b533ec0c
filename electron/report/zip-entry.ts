import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Translate } from '../../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../../shared/outcome.ts';
import { maxReportBytes } from '../../shared/report-file.ts';
import { entryNames } from './archive.ts';
import { tooLarge } from './import.ts';

/** Of a zip of a thousand reports with six files each; one with more is none of ours. */
const maxEntries = 10_000;

/**
 * The one `report.json` of a zip, at its top or in a folder. Nothing else is unpacked, and nothing is written: names only
 * choose. An entry that is larger than a report is refused by what it says, and by what it turns out to be. Failure codes
 * `zip-damaged`, `zip-without-report`, `zip-with-several`, `zip-encrypted`, `report-too-large`.
 */
export async function readReportEntry(data: Buffer, t: Translate): Promise<Outcome<Buffer>> {
  let zip: ZipFile | null = null;
  try {
    zip = await fromBufferPromise(data, { lazyEntries: true });
    return await readFrom(zip, t);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(
      'zip-damaged',
      t('exchange.import.zipDamaged', { reason: reason.slice(0, 200) }),
    );
  } finally {
    zip?.close();
  }
}

async function readFrom(zip: ZipFile, t: Translate): Promise<Outcome<Buffer>> {
  const found: Entry[] = [];
  let seen = 0;
  for await (const entry of zip.eachEntry()) {
    if (++seen > maxEntries) break;
    if (isReport(entry.fileName)) found.push(entry);
  }
  const [entry] = found;
  if (!entry) return failure('zip-without-report', t('exchange.import.zipWithoutReport'));
  if (found.length > 1) {
    const count = found.length;
    return failure('zip-with-several', t('exchange.import.zipWithSeveral', { count }));
  }
  if (entry.isEncrypted()) return failure('zip-encrypted', t('exchange.import.zipEncrypted'));
  if (entry.uncompressedSize > maxReportBytes) return tooLarge(entry.uncompressedSize, t);
  // The sizes are checked while it is unpacked: more bytes than the entry names end it.
  return success(await buffer(await zip.openReadStreamPromise(entry)));
}

function isReport(name: string): boolean {
  const parts = name.split('/');
  return parts.length <= 2 && parts.at(-1) === entryNames.json;
}
