import type { Virtualizer } from '@tanstack/svelte-virtual';

/** What the list had room for the last time: rows for it are drawn before its size is known. */
let lastSize = { width: 800, height: 600 };

export function expectedSize(): { width: number; height: number } {
  return lastSize;
}

/**
 * Tells the size of the list when the page was laid out, and whenever it changes. The library's own way asks for it while the view
 * is being made, and so lays the page out once more.
 */
export function observeSize(
  { scrollElement }: Virtualizer<HTMLElement, HTMLElement>,
  tell: (size: { width: number; height: number }) => void,
): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const observer = new ResizeObserver((entries) => {
    const box = entries.at(-1)?.borderBoxSize[0];
    if (!box) return;
    lastSize = { width: Math.round(box.inlineSize), height: Math.round(box.blockSize) };
    tell(lastSize);
  });
  observer.observe(scrollElement);
  return () => {
    observer.disconnect();
  };
}
