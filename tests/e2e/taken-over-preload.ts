import { ipcRenderer } from 'electron';
import fc from 'fast-check';
import { type IpcCall, ipcChannel } from '../../shared/ipc-channel.ts';
import { ipcInputs } from '../../shared/ipc.ts';
import { garbageFor, isAccepted } from './garbage.ts';

/**
 * What a page could do that has broken out of its preload: it speaks to the main process directly. Only tests load it, in
 * a window that they open themselves (taken-over-page.ts).
 */

export interface FuzzResult {
  sent: number;
  /** How often each ending came: the code of a `Failure`, or what it was instead. */
  endings: Record<string, number>;
  /** The first input that did not end as it has to. */
  suspect: string | null;
}

async function fuzz(name: IpcCall, runs: number, seed: number): Promise<FuzzResult> {
  const schema = ipcInputs[name];
  const result: FuzzResult = { sent: 0, endings: {}, suspect: null };
  for (const input of fc.sample(garbageFor(schema), { numRuns: runs, seed })) {
    if (!canBeSent(input) || isAccepted(schema, structuredClone(input))) continue;
    result.sent += 1;
    const ending = await invoke(ipcChannel(name), input);
    result.endings[ending] = (result.endings[ending] ?? 0) + 1;
    if (ending !== 'invalid-input') result.suspect ??= fc.stringify(input).slice(0, 500);
  }
  return result;
}

/** The code of the outcome; how it is no outcome otherwise. */
async function invoke(channel: string, input: unknown): Promise<string> {
  try {
    return endingOf(await ipcRenderer.invoke(channel, input));
  } catch (error) {
    return `rejected: ${String(error)}`;
  }
}

function endingOf(outcome: unknown): string {
  if (typeof outcome !== 'object' || outcome === null || !('ok' in outcome)) return 'no outcome';
  if (outcome.ok === true) return 'done';
  const { code, message } = outcome as { code?: unknown; message?: unknown };
  return typeof code === 'string' && typeof message === 'string' ? code : 'no outcome';
}

function canBeSent(input: unknown): boolean {
  try {
    structuredClone(input);
    return true;
  } catch {
    return false;
  }
}

const takenOver = { fuzz, invoke };
export type TakenOver = typeof takenOver;
Object.assign(window, { takenOver });
