/** The middle one; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

export function toHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Of what was measured one after the other: what else the machine does hits both alike. */
export function medianRatio(values: readonly number[], ofPeer: readonly number[]): number {
  return toHundredths(median(values.map((value, run) => value / (ofPeer[run] ?? NaN))));
}
