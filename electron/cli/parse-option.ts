import { InvalidArgumentError } from 'commander';
import { type ProbeKind, probeKinds } from '../../shared/report.ts';

const maxDeadlineSec = 600;
const lifetimeLimitSec = { least: 5, most: 3600 };

/** Parsers for option values: each rejects with what was wrong and what is right. */

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

export function parseDeadline(text: string): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= maxDeadlineSec) return seconds;
  throw new InvalidArgumentError(`A deadline is a number of seconds up to ${maxDeadlineSec}.`);
}

export function parseLifetimeLimit(text: string): number {
  const seconds = Number(text);
  const { least, most } = lifetimeLimitSec;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  throw new InvalidArgumentError(`A limit is a whole number of seconds from ${least} to ${most}.`);
}

export function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100_000) return limit;
  throw new InvalidArgumentError('A limit is a whole number from 1 to 100000.');
}

export function parseProbeKinds(text: string): ProbeKind[] {
  const known: readonly string[] = probeKinds;
  const kinds = text.split(',').map((kind) => kind.trim());
  const unknown = kinds.filter((kind) => !known.includes(kind));
  if (unknown.length === 0) return kinds as ProbeKind[];
  throw new InvalidArgumentError(
    `There is no probe ${unknown.join(', ')}. Known are ${probeKinds.join(', ')}.`,
  );
}

export function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}
