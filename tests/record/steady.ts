import type { ProbeResult } from '../../shared/report.ts';

/** Ports from here on are the system's choice. */
const firstChosenPort = 10_000;
const firstSteadyPort = 50_000;
const portInText = /(?<=[\d\]]:)\d{5}\b/g;
const timeInText = /\b(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:\.\d+)?(Z| UTC)/g;
const hourMs = 3_600_000;

/**
 * The probes with ports that are the same in every recording: those that the system chose are counted up from 50000 in the
 * order in which they are named. Equal ports stay equal, and odd ones odd, because that is what tests of NATs look at. Points
 * in time are moved by `shiftMs`, to a whole hour; durations lose the digits that say nothing.
 */
export function steadyProbes(probes: readonly ProbeResult[], shiftMs: number): ProbeResult[] {
  const ports = new SteadyPorts();
  const steady = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => steady(one, ''));
    if (typeof value === 'string') return shifted(ports.inText(value), shiftMs);
    if (typeof value === 'number') {
      if (key === 'port') return ports.steady(value);
      return /Ms$/.test(key) ? rounded(value) : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    const inside = key === 'rttMs' ? 'Ms' : '';
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, steady(one, inside || name)]),
    );
  };
  return probes.map((probe) => steady(probe, '') as ProbeResult);
}

class SteadyPorts {
  readonly #steady = new Map<number, number>();
  #next = firstSteadyPort;

  steady(port: number): number {
    if (port < firstChosenPort) return port;
    const known = this.#steady.get(port);
    if (known !== undefined) return known;
    const chosen = this.#next + ((port + this.#next) % 2);
    this.#next = chosen + 1;
    this.#steady.set(port, chosen);
    return chosen;
  }

  inText(text: string): string {
    return text.replace(portInText, (port) => `${this.steady(Number(port))}`);
  }
}

/** Tenths below 10 ms, whole ones below 100 ms, tens above. */
function rounded(ms: number): number {
  if (ms < 10) return Math.round(ms * 10) / 10;
  return ms < 100 ? Math.round(ms) : Math.round(ms / 10) * 10;
}

function shifted(text: string, shiftMs: number): string {
  return text.replace(timeInText, (_, day: string, between: string, time: string, zone: string) => {
    const movedMs = Math.round((Date.parse(`${day}T${time}Z`) + shiftMs) / hourMs) * hourMs;
    const moved = new Date(movedMs).toISOString();
    return between === 'T' ? moved : `${moved.slice(0, 19).replace('T', ' ')}${zone}`;
  });
}
