/** A member of a JSON text that no report has: one that is there twice, or one that every object has already. */
export interface JsonProblem {
  kind: 'duplicate' | 'forbidden';
  /** `probes.2.result.sent`. */
  place: string;
}

interface Level {
  /** Names so far; `null` in an array. */
  names: Set<string> | null;
  /** The last name, or the index. */
  at: string | number;
}

/**
 * The first member whose name is there twice in its object, or is that of a member which every object inherits
 * (`__proto__`, `constructor`): programs do not agree on which one counts. `text` is valid JSON. Without recursion,
 * so that depth is no danger.
 */
export function findMemberProblem(text: string): JsonProblem | null {
  const levels: Level[] = [];
  let isName = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const level = levels.at(-1);
    if (code === openBrace || code === openBracket) {
      levels.push(code === openBrace ? { names: new Set(), at: '' } : { names: null, at: 0 });
      isName = code === openBrace;
    } else if (code === closeBrace || code === closeBracket) {
      levels.pop();
      isName = false;
    } else if (code === comma && level) {
      isName = level.names !== null;
      if (typeof level.at === 'number') level.at += 1;
    } else if (code === quote) {
      const end = endOfString(text, i);
      if (isName && level?.names) {
        level.at = JSON.parse(text.slice(i, end + 1)) as string;
        const kind = nameProblem(level.at, level.names);
        if (kind) return { kind, place: placeOf(levels) };
        level.names.add(level.at);
      }
      isName = false;
      i = end;
    }
  }
  return null;
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The index of the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== quote) {
    i += text.charCodeAt(i) === backslash ? 2 : 1;
  }
  return i;
}

function nameProblem(name: string, names: ReadonlySet<string>): JsonProblem['kind'] | null {
  if (names.has(name)) return 'duplicate';
  return name in Object.prototype ? 'forbidden' : null;
}

/** The way to the member; a made-up depth is cut. */
function placeOf(levels: readonly Level[]): string {
  const names = levels.map(({ at }) => String(at).slice(0, 100));
  return names.length > 12 ? `….${names.slice(-12).join('.')}` : names.join('.');
}
