import type { SystemPermission } from '../../shared/devices.ts';

/** Why a device cannot be used. */
export type DeviceFailureKind =
  | 'blocked-by-system'
  | 'blocked-by-policy'
  /** By Callpath itself, or by a system that does not say more. */
  | 'refused'
  | 'none-found'
  /** By another program, or its driver does not answer. */
  | 'in-use'
  /** It was chosen, and is no longer there. */
  | 'gone'
  /** It stopped while it was in use. */
  | 'ended'
  | 'unknown';

export interface DeviceFailure {
  kind: DeviceFailureKind;
  /** For support, in Chromium's words. */
  reason: string;
}

/** By the names of W3C Media Capture and Streams, section 10.2 (`getUserMedia`). */
const kindsByName: Readonly<Record<string, DeviceFailureKind>> = {
  NotFoundError: 'none-found',
  NotReadableError: 'in-use',
  // What was found would not start, for a reason that the page is not told.
  AbortError: 'in-use',
  OverconstrainedError: 'gone',
  SecurityError: 'blocked-by-policy',
};

/** What the error of a `getUserMedia` means for a person, given what the system says about the device. */
export function explainDeviceError(error: unknown, permission: SystemPermission): DeviceFailure {
  const { name, message } = asNamed(error);
  const reason = [name, message].filter(Boolean).join(': ');
  if (name !== 'NotAllowedError') return { kind: kindsByName[name] ?? 'unknown', reason };
  if (permission === 'restricted') return { kind: 'blocked-by-policy', reason };
  // Chromium's "Permission denied by system": Windows and macOS may say so before their own answer has changed.
  const bySystem = permission === 'denied' || /by system/i.test(message);
  return { kind: bySystem ? 'blocked-by-system' : 'refused', reason };
}

/** An `OverconstrainedError` is no `Error` in Chromium. */
function asNamed(error: unknown): { name: string; message: string } {
  if (typeof error !== 'object' || error === null) return { name: '', message: String(error) };
  const { name, message } = error as { name?: unknown; message?: unknown };
  return {
    name: typeof name === 'string' ? name : '',
    message: typeof message === 'string' ? message : '',
  };
}
