/** One thing that electronegativity complains about. */
export interface Finding {
  check: string;
  /** Relative to the project; `N/A` for a complaint about the application as a whole. */
  file: string;
}

/** A finding that stays, and why. */
export interface Accepted extends Finding {
  reason: string;
}

/** What is wrong, one line each: findings without a reason, and reasons without a finding. Lines of code do not count. */
export function judgeFindings(
  findings: readonly Finding[],
  accepted: readonly Accepted[],
): string[] {
  const found = new Set(findings.map(keyOf));
  const explained = new Set(accepted.map(keyOf));
  const unknown = [...found].filter((key) => !explained.has(key));
  const outdated = [...explained].filter((key) => !found.has(key));
  const empty = accepted.filter(({ reason }) => reason.trim() === '').map(keyOf);
  return [
    ...unknown.map((key) => `not accepted: ${key}`),
    ...outdated.map((key) => `accepted, but no longer found: ${key}`),
    ...empty.map((key) => `accepted without a reason: ${key}`),
  ];
}

function keyOf({ check, file }: Finding): string {
  return `${check} in ${file}`;
}
