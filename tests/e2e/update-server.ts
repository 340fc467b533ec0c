import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createTestAuthority } from '../../electron/stun/testing/test-certificates.ts';

/** What a server for updates answers: by path, without the query. A function answers as it likes. */
export type Answers = Record<string, string | Buffer | ((response: ServerResponse) => void)>;

export interface UpdateServer {
  /** `https://127.0.0.1:PORT/`, with a certificate of `authorityName`. */
  url: string;
  /** What was asked for, one after the other. */
  requests: { path: string; headers: IncomingHttpHeaders }[];
  answers: Answers;
  close: () => void;
}

export const authorityName = 'Callpath test authority';
export const descriptionPath = '/latest-linux.yml';
export const imagePath = '/Callpath-9.9.9.AppImage';

export async function startUpdateServer(answers: Answers = {}): Promise<UpdateServer> {
  const authority = await createTestAuthority(authorityName);
  const server = createServer(await authority.issue({ names: ['127.0.0.1'] }));
  const running: UpdateServer = {
    url: '',
    requests: [],
    answers,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  server.on('request', ({ url = '', headers }, response) => {
    const [path = ''] = url.split('?');
    running.requests.push({ path, headers });
    const answer = running.answers[path];
    if (typeof answer === 'function') answer(response);
    else if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Length': Buffer.byteLength(answer) }).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return running;
}

/** A program as an AppImage is one: it leaves a mark where it was started, and ends. */
export function image(markPath: string, bytes = 4096): Buffer {
  const script = `#!/bin/sh\necho "started $APPIMAGE_SILENT_INSTALL" > ${markPath}\nexit 0\n`;
  return Buffer.concat([Buffer.from(script), Buffer.alloc(bytes, '#')]);
}

/** As electron-builder writes it beside a release. */
export function description(
  version: string,
  file: Buffer,
  { sha512 = createHash('sha512').update(file).digest('base64'), url = imagePath.slice(1) } = {},
): string {
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${url}`,
    `    sha512: ${sha512}`,
    `    size: ${file.length}`,
    `path: ${url}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-01-01T00:00:00.000Z'",
    '',
  ].join('\n');
}
