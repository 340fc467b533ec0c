import os from 'node:os';

/** Of the person at this computer; some systems have none for an account that is not in their list. */
export function userName(): string | undefined {
  try {
    return os.userInfo().username;
  } catch {
    return undefined;
  }
}
