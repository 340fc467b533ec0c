import { systemPreferences } from 'electron';
import {
  type DeviceKind,
  deviceKinds,
  type SystemPermission,
  type SystemPermissions,
} from '../../shared/devices.ts';

/**
 * Whether the system lets this application use camera and microphone. macOS asks the person first, where it has not yet:
 * it then resolves after the answer.
 */
export async function askSystemPermissions(): Promise<SystemPermissions> {
  if (process.platform === 'darwin') {
    // One question after the other: two at once would hide each other.
    for (const kind of deviceKinds) {
      if (permissionOf(kind) === 'not-determined') await systemPreferences.askForMediaAccess(kind);
    }
  }
  return { camera: permissionOf('camera'), microphone: permissionOf('microphone') };
}

function permissionOf(kind: DeviceKind): SystemPermission {
  // Linux has no such question: the function is missing there.
  if (process.platform !== 'darwin' && process.platform !== 'win32') return 'not-told';
  return systemPreferences.getMediaAccessStatus(kind);
}
