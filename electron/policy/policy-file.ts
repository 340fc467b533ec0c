import type { Policy, PolicyView, SettingName } from '../../shared/policy.ts';

export type PolicyProblemCode =
  /** The file as a whole. */
  | 'unreadable'
  | 'not-a-file'
  | 'linked'
  | 'too-large'
  | 'not-json'
  | 'not-an-object'
  /** It went wrong while Callpath runs: what it said before stays in effect. */
  | 'previous-in-effect'
  /** A part of it. */
  | 'unknown-member'
  | 'wrong-member'
  | 'more-problems'
  | 'credential-unreadable'
  /** A file or a folder that ordinary users may write. */
  | 'writable-by-users';

export interface PolicyProblem {
  code: PolicyProblemCode;
  /** The place in the file, such as `servers.turn[0].uri`, or the path of a file or folder. */
  place: string;
  /** In English, for the administrator; never with anything of what a secret may stand in. Empty where the code says all. */
  reason: string;
}

/** A policy as it was read: what of it can be used, and what is wrong with the rest. */
export interface PolicyFile {
  path: string;
  state: PolicyView['state'];
  policy: Policy;
  problems: PolicyProblem[];
  /** The settings that the file names, also where their value is wrong: they are not the user's either way. */
  named: SettingName[];
  /** Those of them of which something is wrong. */
  damaged: SettingName[];
  /** What the credential files hold, by their path. */
  credentials: ReadonlyMap<string, string>;
}

export function noPolicy(path: string): PolicyFile {
  return {
    path,
    state: 'none',
    policy: {},
    problems: [],
    named: [],
    damaged: [],
    credentials: new Map(),
  };
}
