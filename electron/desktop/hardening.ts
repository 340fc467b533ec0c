import type { App, Session, WebPreferences } from 'electron';
import { appScheme } from './app-assets.ts';
import type { DeviceRequest } from './device-access.ts';

/** What every page of this application lives in: Chromium's sandbox, apart from Node and from Electron. */
export const sandboxed = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** What the window may load: its own files, and Chromium's developer tools in development. */
const allowedProtocols = [`${appScheme}:`, 'devtools:', 'data:', 'blob:'];

/** Every web page of this application stays where it is: no navigation, no new window, no embedded page. */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    const deny = (event: { preventDefault: () => void }) => {
      event.preventDefault();
    };
    contents.on('will-navigate', deny);
    contents.on('will-frame-navigate', deny);
    contents.on('will-redirect', deny);
    contents.on('will-attach-webview', deny);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export interface SessionExceptions {
  /**
   * Pages to which Chromium says that they may use the microphone when it asks what a call of theirs may know. They
   * still get no device: a request for one is denied as every other.
   */
  mayKnowAdapters?: (pageAddress: string) => boolean;
  /** Whether a page may open camera and microphone at this moment. The screen is never one of them. */
  mayOpenDevices?: (request: DeviceRequest) => boolean;
}

/** No permission is given and nothing is loaded from a network, whatever a page asks for. */
export function restrictSession(session: Session, exceptions: SessionExceptions = {}): void {
  const { mayKnowAdapters = () => false, mayOpenDevices = () => false } = exceptions;
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    // Electron below 45 calls a request for the screen `media` as well, then without a type.
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(
      permission === 'media' && types.length > 0 && mayOpenDevices({ contents, ...details }),
    );
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const { isMainFrame, requestingUrl } = details;
    if (permission !== 'media' || requestingUrl === undefined) return false;
    return (
      mayKnowAdapters(requestingUrl) || mayOpenDevices({ contents, isMainFrame, requestingUrl })
    );
  });
  session.setDevicePermissionHandler(() => false);
  // Its dictionaries would be downloaded from a server that no profile names.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !allowedProtocols.includes(new URL(details.url).protocol) });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/**
 * Sends whatever a page of this session might still send, such as call data over TCP, which no request filter sees, to a
 * proxy that is not there.
 */
export function cutOffNetwork(session: Session): void {
  // Port 1 (tcpmux) is the system's own; without the exception addresses of this computer would be reached directly.
  void session.setProxy({
    proxyRules: 'socks5://127.0.0.1:1',
    proxyBypassRules: '<-loopback>',
  });
}
