import fs from 'node:fs';
import path from 'node:path';

/** root, and on macOS the group of the administrators as well. */
const rootId = 0;
const macAdministrators = 80;
const groupMayWrite = 0o020;
const othersMayWrite = 0o002;
/** In such a folder, everybody may add files, and nobody may replace another's. */
const sticky = 0o1000;

/**
 * Of a file and the folders that it is in: those that somebody besides the administrators may write, and so replace. On
 * Windows only the file is tried, for the user who runs this. Never throws; what cannot be looked at is not named.
 */
export function writableByUsers(
  file: string,
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (platform === 'win32') return canBeOpenedForWriting(file) ? [file] : [];
  const folders = foldersAbove(file);
  return [
    ...[file].filter((place) => isWritable(place, platform, false)),
    ...folders.filter((place) => isWritable(place, platform, true)),
  ];
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}

function isWritable(place: string, platform: NodeJS.Platform, isFolder: boolean): boolean {
  try {
    const { uid, gid, mode } = fs.statSync(place);
    if (uid !== rootId) return true;
    if (isFolder && (mode & sticky) !== 0) return false;
    const isAdministrators = platform === 'darwin' && [rootId, macAdministrators].includes(gid);
    return (mode & othersMayWrite) !== 0 || ((mode & groupMayWrite) !== 0 && !isAdministrators);
  } catch {
    return false;
  }
}

/** Nothing is written: the right to do so is asked for, and given back. */
function canBeOpenedForWriting(file: string): boolean {
  try {
    fs.closeSync(fs.openSync(file, 'r+'));
    return true;
  } catch {
    return false;
  }
}
