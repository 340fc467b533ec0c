import type { DeviceKind, SystemPermission } from '../../shared/devices.ts';
import { type DeviceFailure, explainDeviceError } from './device-failure.ts';

export interface Device {
  id: string;
  /** As the system names it; may be empty. */
  label: string;
}

export type OpenedDevice =
  | { ok: true; stream: MediaStream; track: MediaStreamTrack }
  | { ok: false; failure: DeviceFailure };

const inputKinds: Record<DeviceKind, MediaDeviceKind> = {
  camera: 'videoinput',
  microphone: 'audioinput',
};

/** The devices of both kinds. Chromium names them only while the page may use them: without that, the lists are empty. */
export async function listDevices(): Promise<Record<DeviceKind, Device[]>> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const list = (kind: DeviceKind) =>
    all
      .filter((device) => device.kind === inputKinds[kind] && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { camera: list('camera'), microphone: list('microphone') };
}

/**
 * Opens one device, the way a call does it; an empty `id` leaves the choice to the system. One at a time: a missing
 * camera is no reason for a silent microphone. Never rejects.
 */
export async function openDevice(
  kind: DeviceKind,
  id: string,
  permission: SystemPermission,
): Promise<OpenedDevice> {
  const wanted: MediaTrackConstraints | true = id === '' ? true : { deviceId: { exact: id } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(
      kind === 'camera' ? { video: wanted } : { audio: wanted },
    );
    const [track] = stream.getTracks();
    if (!track) return { ok: false, failure: { kind: 'unknown', reason: 'no track' } };
    return { ok: true, stream, track };
  } catch (error) {
    return { ok: false, failure: explainDeviceError(error, permission) };
  }
}

/** Ends the use of a device: its light goes off. */
export function closeDevice(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
