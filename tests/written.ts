import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

/** Bytes that a run has left, and where: a file, an entry of a zip, or what is compressed in a PDF. */
export interface Written {
  name: string;
  bytes: Buffer;
}

/** Every file in a folder and below it, with its own name, and what is packed in zips and PDFs. */
export async function allWritten(folder: string): Promise<Written[]> {
  const all: Written[] = [];
  for (const relative of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, relative);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    all.push(...(await unpacked({ name: relative, bytes: readFileSync(file) })));
  }
  return all;
}

async function unpacked(written: Written): Promise<Written[]> {
  const start = written.bytes.subarray(0, 4).toString('latin1');
  if (start === '%PDF') return [written, ...streamsOf(written)];
  if (start !== 'PK\x03\x04') return [written];
  const zip = await fromBufferPromise(written.bytes, { lazyEntries: true });
  const all = [written];
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    all.push(...(await unpacked({ name: `${written.name}/${entry.fileName}`, bytes })));
  }
  return all;
}

/** What each compressed stream of a PDF holds; the streams of fonts and drawings are there as well. */
function streamsOf({ name, bytes }: Written): Written[] {
  const pdf = bytes.toString('latin1');
  return [...pdf.matchAll(/(?<!end)stream\r?\n/g)].flatMap((match) => {
    const start = match.index + match[0].length;
    const packed = bytes.subarray(start, pdf.indexOf('endstream', start));
    // Deflated by zlib; what is not is in the file as it is.
    if ((packed[0] ?? 0) !== 0x78 && (packed[0] ?? 0) !== 0x58) return [];
    return [{ name: `${name}, at ${start}`, bytes: inflateSync(packed) }];
  });
}

/** Where a text occurs, in any writing in which a file may hold it. */
export function placesOf(text: string, all: readonly Written[]): string[] {
  const forms = formsOf(text);
  return all.flatMap(({ name, bytes }) =>
    [...forms].filter(([, form]) => bytes.includes(form)).map(([form]) => `${name}: ${form}`),
  );
}

function formsOf(text: string): Map<string, Buffer> {
  const plain = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const hex = plain.toString('hex');
  const forms: [string, Buffer][] = [
    ['UTF-8', plain],
    ['UTF-16, little endian', utf16],
    ['UTF-16, big endian', Buffer.from(utf16).swap16()],
    [
      'UTF-16 in hexadecimal',
      Buffer.from(Buffer.from(utf16).swap16().toString('hex').toUpperCase()),
    ],
    ['hexadecimal', Buffer.from(hex)],
    ['hexadecimal, upper case', Buffer.from(hex.toUpperCase())],
    // The last characters depend on what follows.
    ['Base64', Buffer.from(plain.toString('base64').replace(/.?=*$/, ''))],
    ['percent encoded', Buffer.from(encodeURIComponent(text))],
    ['in JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
  ];
  return new Map(forms);
}
