import type { ProbeResult, SessionStatus } from '../../shared/report.ts';
import { writeRecording } from './recording.ts';

/** The environment variable that names the folder to record to. */
export const recordTo = 'CALLPATH_RECORD';

/** Writes what a test found as a recording, where it runs in order to record: `npm run record`. */
export function keepRecording(
  title: string,
  probes: readonly ProbeResult[],
  status: SessionStatus = 'completed',
): void {
  const folder = process.env[recordTo];
  if (folder === undefined) return;
  const endMs = Math.max(0, ...probes.map((probe) => probe.startedAtMs + probe.durationMs));
  writeRecording(
    nameOf(title),
    {
      source: title,
      session: {
        id: '',
        startedAt: new Date().toISOString(),
        durationMs: endMs,
        status,
        profile: '',
        app: { name: '', version: '' },
        host: { os: '', arch: '', hostname: '' },
      },
      probes: [...probes],
    },
    folder,
  );
}

/** The title in small letters, digits and hyphens. */
export function nameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
