/** What the security tests tried, and how each attempt ended: printed as one table when a file of them is done. */
const tried: { hole: string; ended: string }[] = [];

export function note(hole: string, ended: string): void {
  tried.push({ hole, ended });
}

export function printTried(): void {
  if (tried.length === 0) return;
  const width = Math.max(...tried.map(({ hole }) => hole.length));
  console.log(tried.map(({ hole, ended }) => `  ${hole.padEnd(width)}  ${ended}`).join('\n'));
  tried.length = 0;
}
