import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started, as far as they still run (proc(5)). Linux only. */
export function processTree(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The name, in parentheses, may have spaces; the parent is the second field behind it.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    parents.set(Number(name), Number(parent));
  }
  const tree = [pid];
  for (const one of tree) {
    for (const [child, parent] of parents) if (parent === one) tree.push(child);
  }
  return tree;
}

/** What the processes occupy together: memory that several share is counted once in all (PSS). */
export function proportionalBytes(pids: readonly number[]): number {
  const kibibytes = pids.map((pid) => {
    const rollup = read(`/proc/${pid}/smaps_rollup`);
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  });
  return kibibytes.reduce((sum, one) => sum + one, 0) * 1024;
}

/** Empty where the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
