/**
 * Why this Callpath is not updated by itself: how it was installed, or that nobody wants it to.
 *
 * - `by-package`: whoever installed it updates it (deb, rpm, tar.gz, MSI).
 * - `checkout`: it was built here and never installed.
 * - `not-writable`: its file belongs to somebody else.
 * - `not-signed`: nothing in it says who may publish an update, on a system where signatures are required.
 * - `off`: neither the policy nor the user turned updates on.
 * - `no-address`: they are on, and nobody said from where.
 */
export const noUpdateReasons = [
  'by-package',
  'checkout',
  'not-writable',
  'not-signed',
  'off',
  'no-address',
] as const;

export type NoUpdateReason = (typeof noUpdateReasons)[number];

/**
 * What went wrong with an update. Nothing was changed in each of these cases.
 *
 * - `unreachable`: no answer, or one that broke off.
 * - `untrusted`: the server could not prove who it is, or leads away from https.
 * - `no-release`: it answers, and has nothing for this system.
 * - `unreadable`: what it says about the release is not understood.
 * - `not-genuine`: the file is not the announced one, or is not signed by the publisher.
 * - `no-space`, `not-written`: the file could not be kept here.
 */
export const updateFailures = [
  'unreachable',
  'untrusted',
  'no-release',
  'unreadable',
  'not-genuine',
  'no-space',
  'not-written',
] as const;

export type UpdateFailure = (typeof updateFailures)[number];

/** Where Callpath stands with its own update. Versions are as in semantic versioning. */
export type UpdateState =
  | { phase: 'none'; reason: NoUpdateReason }
  /** Nobody has asked yet. */
  | { phase: 'idle' }
  | { phase: 'checking' }
  /** `offered` is not newer: an older one is never installed. `unsupported`: newer, but not for this system. */
  | { phase: 'current'; offered: string; why: 'same' | 'older' | 'unsupported' }
  | { phase: 'available'; version: string; bytes: number | null }
  | { phase: 'downloading'; version: string; doneBytes: number; totalBytes: number | null }
  /** Downloaded and found genuine; it waits for the user. */
  | { phase: 'ready'; version: string }
  | { phase: 'installing'; version: string }
  /** `detail` is for an administrator. */
  | { phase: 'failed'; failure: UpdateFailure; detail: string };
