import type { Locator, Page } from '@playwright/test';
import { type Callpath, t } from './application.ts';
import { startButton } from './steps.ts';

/** The test of camera and microphone, as a person and as the page itself meet it. */

/** Chromium's own devices: a moving picture and a tone. Whether a page may use them stays with the application. */
export const fakeDevices = '--use-fake-device-for-media-stream=device-count=2';

/** What a page could ask for, by the wish that it gives to Chromium. */
export const wishes = {
  camera: { video: true },
  microphone: { audio: true },
  both: { video: true, audio: true },
  screen: desktopVideo(),
  screenWithMicrophone: { ...desktopVideo(), audio: true },
} as const;

/** The way around `getDisplayMedia` that Chromium leaves to Electron's applications. */
function desktopVideo() {
  return {
    video: { mandatory: { chromeMediaSource: 'desktop', chromeMediaSourceId: 'screen:0:0' } },
  };
}

/** What the page gets when it asks by itself: `given`, or the name of the error. What was given is closed again. */
export function askFor(page: Page, wish: keyof typeof wishes): Promise<string> {
  return page.evaluate(
    (constraints) =>
      navigator.mediaDevices.getUserMedia(constraints as MediaStreamConstraints).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
          return 'given';
        },
        (error: unknown) => (error as DOMException).name,
      ),
    wishes[wish] as object,
  );
}

/** Starts the application and remembers each track that its page opens, in `window.tracks`. */
export async function startWithDevices(callpath: Callpath, switches = [fakeDevices]) {
  callpath.switches = switches;
  const running = await callpath.start();
  await startButton(running.page).waitFor();
  await rememberTracks(running.page);
  return running;
}

declare global {
  interface Window {
    tracks: MediaStreamTrack[];
  }
}

function rememberTracks(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.tracks = [];
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

/** Whether each track is still `live`, in the order in which they were opened, after its kind. */
export function tracks(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    window.tracks.map(({ kind, readyState }) => `${kind}: ${readyState}`).sort(),
  );
}

export function openButton(page: Page, translate = t): Locator {
  return page.getByRole('button', { name: translate('devices.open') });
}

export function panel(page: Page, translate = t): Locator {
  return page.getByRole('region', { name: translate('devices.title') });
}

export function section(page: Page, kind: 'camera' | 'microphone', translate = t): Locator {
  return page.getByRole('region', { name: translate(`devices.${kind}`), exact: true });
}

/** Resolves when a picture arrives. */
export async function seePicture(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video !== null && video.videoWidth > 0 && video.currentTime > 0.2;
  });
}
