import { readFile } from 'node:fs/promises';
import { protocol, type Protocol, type ProtocolRequest, type ProtocolResponse } from 'electron';
import { appScheme, resolveAsset } from './app-assets.ts';

/** Nothing remote, nothing inline but styles that scripts set: the window shows only what was shipped with it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Makes `app://` an ordinary secure origin. Has to run before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

const notFound: ProtocolResponse = { statusCode: 404, data: Buffer.alloc(0) };

export interface ServeOptions {
  of?: Protocol;
  /** The language that a page is told to be in, as a BCP 47 tag. */
  language?: () => string;
}

/**
 * Answers `app://callpath/…` with the files below `rootPath`, and with 404 for everything else, in one session. Not by
 * `protocol.handle`, which loads all of Node's `fetch` for its responses: a tenth of a second before the window shows anything.
 */
export function serveApp(
  rootPath: string,
  { of = protocol, language = () => 'en' }: ServeOptions = {},
): void {
  of.registerBufferProtocol(appScheme, (request, respond) => {
    void answer(rootPath, request, language)
      .catch(() => notFound)
      .then(respond);
  });
}

async function answer(
  rootPath: string,
  { method, url }: Pick<ProtocolRequest, 'method' | 'url'>,
  language: () => string,
): Promise<ProtocolResponse> {
  const asset = method === 'GET' ? resolveAsset(rootPath, url) : null;
  const data = asset && (await readFile(asset.path).catch(() => null));
  if (!asset || !data) return notFound;
  return {
    data: asset.path.endsWith('.html') ? inLanguage(data, language()) : data,
    headers: {
      'Content-Type': asset.contentType,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      // Camera and microphone are asked for; the screen is nothing that a call test needs.
      'Permissions-Policy': 'display-capture=()',
    },
  };
}

function inLanguage(page: Buffer, language: string): Buffer {
  return Buffer.from(page.toString().replace('<html lang="en"', `<html lang="${language}"`));
}
