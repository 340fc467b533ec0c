import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { NoUpdateReason } from '../../shared/updates.ts';

/** What of the running application tells how it was installed. */
export interface Installation {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  /** Of the application, as `productName` says. */
  name: string;
  executable: string;
  env: NodeJS.ProcessEnv;
  /** Who has to have signed an update, as the package says. */
  publisherNames: readonly string[];
}

/**
 * Why this installation is not updated by itself; `null`: it may be. What a package manager or an administrator put there
 * is theirs to replace.
 */
export function hindranceTo(installation: Installation): NoUpdateReason | null {
  const { platform, isPackaged } = installation;
  if (platform === 'linux') return hindranceOnLinux(installation);
  if (!isPackaged) return 'checkout';
  if (platform === 'darwin') return null;
  return platform === 'win32' ? hindranceOnWindows(installation) : 'by-package';
}

/** An AppImage is one file that its user may replace. */
function hindranceOnLinux(installation: Installation): NoUpdateReason | null {
  const image = ownImage(installation);
  if (image === null) return installation.isPackaged ? 'by-package' : 'checkout';
  return isWritable(image) && isWritable(dirname(image)) ? null : 'not-writable';
}

/**
 * A program that is started from a terminal inside of another AppImage has that one's `APPIMAGE` in its environment, which
 * must not be replaced: it is the own one only where this program runs from its mounted folder.
 */
function ownImage({ executable, env }: Installation): string | null {
  const { APPIMAGE, APPDIR } = env;
  const isOwn = APPDIR !== undefined && APPDIR !== '' && executable.startsWith(APPDIR + sep);
  return isOwn && APPIMAGE !== undefined ? APPIMAGE : null;
}

/** NSIS leaves its uninstaller beside the program; an MSI does not, and belongs to who rolled it out. */
function hindranceOnWindows({ name, executable, publisherNames }: Installation) {
  if (!existsSync(join(dirname(executable), `Uninstall ${name}.exe`))) return 'by-package';
  return publisherNames.length === 0 ? 'not-signed' : null;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
