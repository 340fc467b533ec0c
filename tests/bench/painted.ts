import type { Page } from '@playwright/test';

/** What is done in the window before rows are waited for. */
export type Action = 'nothing' | 'open the list' | 'scroll to the end' | { type: string };

/**
 * Milliseconds from an action to the frame that shows the rows that follow from it. Measured inside of the page, so that the
 * way to it is no part of it: the list has changed, and the next frame after that is out.
 */
export function paintedAfter(page: Page, action: Action): Promise<number> {
  return page.evaluate(async (what) => {
    /** The list may be kept while another view is shown. */
    const grid = () => {
      const kept = document.querySelector<HTMLElement>('[role="grid"]');
      return kept?.closest('[inert]') ? null : kept;
    };
    /** The height of the whole list changes with every page; another list is another element. */
    const list = () => grid()?.firstElementChild as HTMLElement | null | undefined;
    const before = { element: list(), height: list()?.style.height };
    const empty = () => document.querySelector('.empty');
    const hasChanged = () => {
      if (what === 'nothing') return true;
      if (list()?.querySelector('[data-session]')) {
        return list() !== before.element || list()?.style.height !== before.height;
      }
      return before.element !== null && empty() !== null;
    };
    const shown = () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            resolve();
          };
          port2.postMessage(null);
        });
      });
    await shown();
    const scrolled = new Promise<number>((resolve) => {
      const at = () => {
        resolve(performance.now());
      };
      grid()?.addEventListener('scroll', at, { once: true, capture: true });
    });
    const changed = new Promise<void>((resolve) => {
      const look = () => {
        if (!hasChanged()) return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributeFilter: ['style', 'class'],
      });
      if (what === 'nothing') look();
    });
    let startMs = performance.now();
    if (what === 'open the list') location.hash = '#history';
    else if (what === 'scroll to the end') {
      const element = grid();
      if (element) element.scrollTop = element.scrollHeight;
      // The page is asked for when the list hears of it.
      startMs = await scrolled;
    } else if (what !== 'nothing') {
      const field = document.querySelector<HTMLInputElement>('[role="search"] input');
      if (field) field.value = what.type;
      field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await changed;
    await shown();
    return performance.now() - startMs;
  }, action);
}
