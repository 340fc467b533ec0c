/** A table in columns that fit their text, two columns apart, indented by two: `heads` is its first line. */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const lines = [heads, ...rows];
  const widths = heads.map((_, column) =>
    Math.max(...lines.map((line) => widthOf(line[column] ?? ''))),
  );
  return lines.map((line) => {
    const cells = line.map(
      (cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)),
    );
    return `  ${cells.join('  ').trimEnd()}`;
  });
}

/** Chinese characters are two columns wide in a terminal. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0);
}
