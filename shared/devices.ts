/** Camera and microphone, which are tested only when the person asks for it. */

export const deviceKinds = ['camera', 'microphone'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** What the system answers to an application that wants a device; `not-told`: this system has no such answer. */
export type SystemPermission =
  | 'granted'
  | 'denied'
  /** By a policy or parental controls: the person cannot change it. */
  | 'restricted'
  | 'not-determined'
  | 'unknown'
  | 'not-told';

export type SystemPermissions = Record<DeviceKind, SystemPermission>;
