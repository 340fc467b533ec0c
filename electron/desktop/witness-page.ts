import { app, session, type Session, WebContentsView } from 'electron';
import type { Outcome } from '../../shared/outcome.ts';
import { success } from '../../shared/outcome.ts';
import {
  type WitnessCall,
  witnessCalls,
  witnessChannel,
  type WitnessEvents,
  type WitnessInput,
} from '../../shared/witness.ts';
import { answerCall, type CallTerms } from './answer-call.ts';
import { appOrigin } from './app-assets.ts';
import { serveApp } from './app-protocol.ts';
import { restrictSession, sandboxed } from './hardening.ts';
import { errorFacts, log } from './log.ts';

/** In memory: nothing that the pages do is written to the disk. */
const partition = 'witness';
const pageAddress = `${appOrigin}/witness.html`;
/** The same page without a permission, so that it sends from whichever address the system chooses. */
const plainPageAddress = `${pageAddress}?any`;
const openWithinMs = 10_000;
/** A view that nothing refers to is collected, and its page with it. */
const openViews = new Set<WebContentsView>();

export interface WitnessPageOptions {
  preloadPath: string;
  rendererPath: string;
  /** Whether the page sends from each adapter, as a page that may use the microphone does. */
  fromEachAdapter: boolean;
}

export type WitnessPageListener = {
  [K in Exclude<WitnessCall, 'ready'>]: (input: WitnessInput<K>) => void;
} & { gone: (reason: string) => void };

/**
 * Opens the page in which Chromium calls itself: sandboxed as the window is, in a session of its own, shown nowhere. It
 * needs no window, and so, after `--headless`, no display. Resolves when the page listens; rejects where it cannot.
 */
export async function openWitnessPage(
  { preloadPath, rendererPath, fromEachAdapter }: WitnessPageOptions,
  listener: WitnessPageListener,
) {
  await app.whenReady();
  const view = new WebContentsView({
    webPreferences: {
      session: witnessSession(rendererPath),
      preload: preloadPath,
      ...sandboxed,
      // It is never in front: its timers have to be on time all the same.
      backgroundThrottling: false,
      // The tone of the test starts without a click.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  const contents = view.webContents;
  openViews.add(view);
  contents.once('destroyed', () => openViews.delete(view));
  const close = () => {
    if (!contents.isDestroyed()) contents.close();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(reject, openWithinMs, new Error('the page did not start in time'));
      const ready = () => {
        clearTimeout(late);
        resolve();
      };
      contents.once('render-process-gone', (_event, { reason }) => {
        clearTimeout(late);
        reject(new Error(reason));
        listener.gone(reason);
      });
      contents.once('destroyed', () => {
        listener.gone('closed');
      });
      answerWitness(contents, { ...listener, ready });
      contents.loadURL(fromEachAdapter ? pageAddress : plainPageAddress).catch(reject);
    });
  } catch (error) {
    close();
    throw error;
  }
  return {
    send: <K extends keyof WitnessEvents>(name: K, payload: WitnessEvents[K]) => {
      if (!contents.isDestroyed()) contents.send(witnessChannel(name), payload);
    },
    close,
  };
}

/** Answers this page and no other: the channels are those of its own contents. */
function answerWitness(
  { ipc }: WebContentsView['webContents'],
  handlers: { [K in WitnessCall]: (input: WitnessInput<K>) => void },
): void {
  for (const name of Object.keys(witnessCalls) as WitnessCall[]) {
    const handle = (input: unknown): Outcome<null> => {
      // The schema of the same name was its check.
      (handlers[name] as (input: unknown) => void)(input);
      return success(null);
    };
    const terms = { schema: witnessCalls[name], handle } as CallTerms<unknown, null>;
    ipc.handle(witnessChannel(name), (event, input) =>
      answerCall(event.senderFrame, input, terms, failureTexts, (error) => {
        log.error('witness-call-failed', { call: name, ...errorFacts(error) });
      }),
    );
  }
}

/** Only a developer reads them: the page is shown to nobody. */
const failureTexts = {
  notAllowed: 'only the page of the witness may say this',
  invalid: (reason: string) => reason,
  internal: 'it could not be taken',
};

let prepared: Session | null = null;

/**
 * The session of the pages. Chromium tells the addresses of every adapter only to pages that may use the microphone, as
 * pages that place calls may. It is this answer alone that the page gets: a device is never opened, because every
 * request for one is denied.
 */
function witnessSession(rendererPath: string): Session {
  if (prepared) return prepared;
  prepared = session.fromPartition(partition);
  restrictSession(prepared, { mayKnowAdapters: (address) => address === pageAddress });
  serveApp(rendererPath, { of: prepared.protocol });
  return prepared;
}
