import os from 'node:os';
import path from 'node:path';

/**
 * The folder of the user's own data: the same that Electron gives the desktop application, so that terminal and window
 * share profile and history.
 */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(applicationData(env), 'Callpath');
}

/** An empty variable counts as unset, as Electron and the XDG specification have it. */
function applicationData(env: NodeJS.ProcessEnv): string {
  const home = os.homedir();
  if (process.platform === 'win32') return env.APPDATA || path.join(home, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || path.join(home, '.config');
}
