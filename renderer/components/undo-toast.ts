import { toast } from 'svelte-sonner';

/** Long enough to read the sentence, to see the mistake and to reach the button. */
const undoMs = 8000;

const undoKeys = navigator.userAgent.includes('Mac') ? '⌘Z' : 'Ctrl+Z';

let latest: { id: string | number; undo: () => void } | null = null;

/** Says what was done and offers to take it back, for 8 seconds; as long as the pointer rests on it, longer. */
export function showUndoToast(
  texts: { message: string; undo: string; hint: (keys: string) => string },
  undo: () => void,
): void {
  const id = toast(texts.message, {
    description: texts.hint(undoKeys),
    duration: undoMs,
    action: { label: texts.undo, onClick: undo },
    onDismiss: ({ id }) => {
      forget(id);
    },
    onAutoClose: ({ id }) => {
      forget(id);
    },
  });
  latest = { id, undo };
}

/** Takes back what the newest such message is about; `false` where none is shown. */
export function undoLatest(): boolean {
  if (!latest) return false;
  const { id, undo } = latest;
  latest = null;
  toast.dismiss(id);
  undo();
  return true;
}

function forget(id: string | number): void {
  if (latest?.id === id) latest = null;
}
