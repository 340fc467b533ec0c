import { app, session, type Session, type WebContents, WebContentsView } from 'electron';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { appOrigin, appScheme } from './app-assets.ts';
import { restrictSession, sandboxed } from './hardening.ts';
import { pageFooter, paperOf } from './paper.ts';

/** In memory: nothing of a report stays behind. */
const partition = 'print';
const pageAddress = `${appOrigin}/report.html`;
/** A page of a thousand tests takes some seconds on a slow computer; what takes longer hangs. */
const withinMs = 60_000;

export interface PrintOptions {
  /** Stands at the foot of each page. */
  title: string;
  /** Of the page numbers. */
  locale: Locale;
  signal?: AbortSignal | undefined;
}

/** The page that is printed at the moment; one after the other, because they share an address. */
let html = '';
let queue: Promise<unknown> = Promise.resolve();
/** A view that nothing refers to is collected, and its page with it. */
const openViews = new Set<WebContentsView>();

/**
 * Prints a page to a PDF with page numbers, bookmarks and tags. The page is sandboxed, runs no script, and reaches
 * nothing but itself; it needs no window, and so, after `--headless`, no display. Rejects where it fails, takes longer than
 * a minute, or is aborted.
 */
export async function printPdf(page: string, options: PrintOptions): Promise<Uint8Array> {
  const printed = queue.then(() => print(page, options));
  queue = printed.catch(() => undefined);
  return printed;
}

async function print(page: string, { title, locale, signal }: PrintOptions): Promise<Uint8Array> {
  signal?.throwIfAborted();
  await app.whenReady();
  html = page;
  const view = new WebContentsView({
    webPreferences: { ...sandboxed, session: printSession(), javascript: false },
  });
  openViews.add(view);
  const contents = view.webContents;
  try {
    return await orGivenUp(printLoaded(contents, title, locale), contents, signal);
  } finally {
    html = '';
    openViews.delete(view);
    if (!contents.isDestroyed()) contents.close();
  }
}

async function printLoaded(
  contents: WebContents,
  title: string,
  locale: Locale,
): Promise<Uint8Array> {
  await contents.loadURL(pageAddress);
  return contents.printToPDF({
    pageSize: paperOf(app.getLocaleCountryCode()),
    printBackground: true,
    // So that a sheet is as wide as the window, with its columns, and its text about 8 points high.
    scale: 0.77,
    // In inches; the footer stands in the margin.
    margins: { top: 0.5, bottom: 0.65, left: 0.5, right: 0.5 },
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: pageFooter(title, createTranslate(locale)),
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
}

/** Rejects when the page crashes, takes too long or is no longer wanted; what is still under way then ends with the page. */
async function orGivenUp<T>(
  work: Promise<T>,
  contents: WebContents,
  signal: AbortSignal | undefined,
): Promise<T> {
  const limit = AbortSignal.timeout(withinMs);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  // It is rejected, too, when the page is closed under it.
  work.catch(() => undefined);
  return await new Promise<T>((resolve, reject) => {
    const giveUp = () => {
      reject(stop.reason as Error);
    };
    stop.addEventListener('abort', giveUp, { once: true });
    contents.once('render-process-gone', (_event, { reason }) => {
      reject(new Error(`the page ended: ${reason}`));
    });
    void work.then(resolve, reject).finally(() => {
      stop.removeEventListener('abort', giveUp);
    });
  });
}

let prepared: Session | null = null;

/** A session in which nothing can be had but the page itself. */
function printSession(): Session {
  if (prepared) return prepared;
  prepared = session.fromPartition(partition);
  restrictSession(prepared);
  prepared.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: details.url !== pageAddress });
  });
  // Not by `protocol.handle`, for the reason that `serveApp` has.
  prepared.protocol.registerBufferProtocol(appScheme, (_request, respond) => {
    respond({ data: Buffer.from(html), mimeType: 'text/html', charset: 'utf-8' });
  });
  return prepared;
}
