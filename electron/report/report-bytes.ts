import type { Translate } from '../../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../../shared/outcome.ts';
import { maxReportBytes } from '../../shared/report-file.ts';
import { type ParsedReport, parseReport, tooLarge } from './import.ts';
import { readReportEntry } from './zip-entry.ts';

/**
 * Reads a report from the bytes of a file: JSON, or a zip with one `report.json` in it. Failure codes are those of
 * `parseReport`, and `empty-file`, `not-text`, `zip-damaged`, `zip-without-report`, `zip-with-several`.
 */
export async function readReportBytes(
  bytes: Uint8Array,
  t: Translate,
): Promise<Outcome<ParsedReport>> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length > maxReportBytes) return tooLarge(data.length, t);
  if (data.length === 0) return failure('empty-file', t('exchange.import.empty'));
  const json = isZip(data) ? await readReportEntry(data, t) : success(data);
  if (!json.ok) return json;
  const text = decodeText(json.value, t);
  return text.ok ? parseReport(text.value, t) : text;
}

/** Local file header, or the end record of an empty archive (APPNOTE.TXT 4.3.7, 4.3.16). */
function isZip(data: Buffer): boolean {
  const signature = data.subarray(0, 4).toString('latin1');
  return signature === 'PK\x03\x04' || signature === 'PK\x05\x06';
}

/** UTF-8, or UTF-16 where a byte order mark says so: that is what PowerShell makes of redirected output. */
function decodeText(data: Buffer, t: Translate): Outcome<string> {
  const mark = data.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    return success(new TextDecoder(encoding, { fatal: true }).decode(data));
  } catch {
    const place = encoding === 'utf-8' ? firstInvalidByte(data) : 0;
    return failure('not-text', t('exchange.import.notText', { place }));
  }
}

/** Of bytes that are not valid UTF-8, the first that begins no character. */
function firstInvalidByte(data: Buffer): number {
  let from = 0;
  let length = data.length;
  // Halved until one byte is left: a decoder that streams takes a character that is cut at the end for valid.
  while (length > 1) {
    const half = Math.ceil(length / 2);
    if (isValidStart(data.subarray(0, from + half))) {
      from += half;
      length -= half;
    } else {
      length = half;
    }
  }
  return from;
}

function isValidStart(data: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data, { stream: true });
    return true;
  } catch {
    return false;
  }
}
