import type { ElectronApplication, Page } from '@playwright/test';
import type { CheckOptions } from '../../shared/check.ts';
import type { ProbeKind, ProbeOf, Report } from '../../shared/report.ts';
import { createSelfSigned } from '../../electron/stun/testing/test-certificates.ts';
import { type RunningCoturn, startCoturn } from '../interop/coturn.ts';
import { test as base } from './application.ts';

/** Checks in which Chromium calls itself. */

export const account = { username: 'e2e', credential: 'a secret that nobody may keep' };

export const webrtcKinds = ['webrtc.gather', 'webrtc.call', 'webrtc.media'] as const;

export const test = base.extend<{
  coturn: (extraArgs?: readonly string[]) => Promise<RunningCoturn>;
}>({
  // Playwright reads from this pattern which fixtures are wanted.
  // eslint-disable-next-line no-empty-pattern
  coturn: async ({}, use) => {
    const servers: RunningCoturn[] = [];
    await use(async (extraArgs = []) => {
      const certificate = await createSelfSigned({ names: ['127.0.0.1'] });
      const server = await startCoturn({
        ...account,
        realm: 'e2e.example',
        certificate,
        extraArgs,
      });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
  },
});

/** A profile with a TURN server of the account by each of the URIs. */
export function profileOf(uris: readonly string[], { credential } = account) {
  const { username } = account;
  return { name: 'office', turn: uris.map((uri) => ({ uri, username, credential })) };
}

/** Runs a check of these kinds alone, by the window's own call. */
export async function checkKinds(
  page: Page,
  probes: CheckOptions['probes'] = [...webrtcKinds],
  options: CheckOptions = {},
): Promise<Report> {
  const outcome = await page.evaluate((asked) => window.api.startCheck(asked), {
    ...options,
    probes,
  });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

/** The probe of a report with this id; throws with the ids that there are. */
export function probeOf<K extends ProbeKind>(
  { probes }: Report,
  kind: K,
  rest: string,
): ProbeOf<K> {
  const found = probes.find(({ id }) => id === `${kind}/${rest}`);
  if (found) return found as ProbeOf<K>;
  throw new Error(`no ${kind}/${rest} in ${probes.map(({ id }) => id).join(', ')}`);
}

/** The addresses of all pages that the application has open, shown or not. */
export function openPages(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  );
}
