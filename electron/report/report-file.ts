import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Translate } from '../../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../../shared/outcome.ts';
import { maxReportBytes } from '../../shared/report-file.ts';
import { type ParsedReport, tooLarge } from './import.ts';
import { readReportBytes } from './report-bytes.ts';

/**
 * Reads a report from a file. Its size is asked before it is read, and no more than a report may have is read of a file that
 * grows meanwhile. Failure codes are those of `readReportBytes`, and `file-missing`, `not-a-file`, `not-readable`.
 */
export async function readReportFile(path: string, t: Translate): Promise<Outcome<ParsedReport>> {
  const read = await readBytes(path, t);
  return read.ok ? readReportBytes(read.value, t) : read;
}

async function readBytes(path: string, t: Translate): Promise<Outcome<Uint8Array>> {
  try {
    // Without waiting for somebody to write to a pipe.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return failure('not-a-file', t('exchange.import.notAFile', { path }));
      if (stat.size > maxReportBytes) return tooLarge(stat.size, t);
      return success(await readAtMost(file, maxReportBytes + 1));
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return reason === 'ENOENT'
      ? failure('file-missing', t('exchange.import.noFile', { path }))
      : failure('not-readable', t('exchange.import.notReadable', { path, reason }));
  }
}

async function readAtMost(file: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const chunkBytes = 1024 * 1024;
  for (let total = 0; total < maxBytes;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes);
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
  return Buffer.concat(chunks);
}
