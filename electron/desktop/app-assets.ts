import { extname, join, sep } from 'node:path';

/** The window's own address. Nothing else is ever shown in it. */
export const appScheme = 'app';
export const appOrigin = 'app://callpath';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The file that an `app://callpath/…` address names, and its media type; `null` where it names none: another host, a
 * kind of file that the window has no use for, or a path that leads out of `rootPath`.
 */
export function resolveAsset(
  rootPath: string,
  address: string,
): { path: string; contentType: string } | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== 'callpath') return null;
  const pathname = decode(url.pathname);
  if (pathname === null || pathname.includes('\0')) return null;
  const path = join(rootPath, pathname === '/' ? 'index.html' : pathname);
  if (!path.startsWith(rootPath + sep)) return null;
  const contentType = contentTypes[extname(path)];
  return contentType === undefined ? null : { path, contentType };
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // A lone "%": not an address that the build ever writes.
    return null;
  }
}
