import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath } from './paths.ts';
import { run } from './run-command.ts';

/** Where electron-builder puts the unpacked application of this system. */
export function packedFolder(): string {
  const { platform, arch } = process;
  const names: Partial<Record<NodeJS.Platform, string>> = {
    linux: arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`,
    win32: arch === 'x64' ? 'win-unpacked' : `win-${arch}-unpacked`,
    darwin: 'mac-universal',
  };
  return join(projectPath, 'dist', names[platform] ?? platform);
}

/**
 * Packs the unpacked application as electron-builder would, with the system's own `tar`: electron-builder's needs a
 * download. Files belong to root, whoever packs them. Resolves with the path of the archive.
 */
export async function packTarball(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(projectPath, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `callpath-${version}`;
  const archive = join(projectPath, 'dist', `${name}-linux-${process.arch}.tar.gz`);
  await rm(archive, { force: true });
  await run('tar', [
    ...['--create', '--gzip', '--file', archive, '--directory', packedFolder()],
    ...['--owner=root:0', '--group=root:0', '--sort=name', '--mode=u=rwX,go=rX'],
    `--transform=s,^\\.,${name},`,
    '.',
  ]);
  return archive;
}
