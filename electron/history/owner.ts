import { uptime } from 'node:os';

/** Two clocks are compared below, and a session is written a moment after its process started. */
const toleranceMs = 5_000;

/**
 * Whether the process that started a session may still be at work on it. A process id alone cannot tell: after a
 * restart of the computer, or of the application, another process may have the same one.
 */
export function isOwnerAlive(pid: number, startedAt: string): boolean {
  const sessionAgeMs = Date.now() - Date.parse(startedAt);
  if (sessionAgeMs > uptime() * 1000 + toleranceMs) return false;
  if (pid === process.pid) return sessionAgeMs <= process.uptime() * 1000 + toleranceMs;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another person is there, it only may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
