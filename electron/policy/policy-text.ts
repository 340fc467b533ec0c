import { isUtf8 } from 'node:buffer';

export type PolicyText =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; code: 'not-json' | 'not-an-object'; reason: string };

/** UTF-8, with or without a mark, or the UTF-16 that PowerShell writes. The reason holds nothing of the text. */
export function parsePolicyText(bytes: Buffer): PolicyText {
  const isText = isUtf16(bytes) || isUtf8(bytes);
  if (!isText) return { ok: false, code: 'not-json', reason: 'it is not text in UTF-8' };
  const text = bytes.toString(isUtf16(bytes) ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const line = lineOf(text, error instanceof Error ? error.message : '');
    return { ok: false, code: 'not-json', reason: line === null ? '' : `line ${String(line)}` };
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { ok: true, value: value as Record<string, unknown> };
  }
  return { ok: false, code: 'not-an-object', reason: '' };
}

function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

/** V8 says where by a position or by the text around it, which may be a credential. */
function lineOf(text: string, message: string): number | null {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  if (message.includes('end of JSON')) return lineAt(text, text.length);
  const around = /(?:\.{3})?"(.*)"(?:\.{3})? is not valid JSON$/s.exec(message)?.[1];
  const at = around === undefined ? -1 : text.indexOf(around);
  if (around === undefined || at === -1 || at !== text.lastIndexOf(around)) return null;
  // The text around goes ten characters to each side, or to the begin or the end of the file.
  return lineAt(text, at === 0 ? around.length / 2 : at + Math.min(10, around.length));
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
