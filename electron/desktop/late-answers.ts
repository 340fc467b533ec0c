import { ipcMain, type WebFrameMain } from 'electron';
import { type IpcCall, ipcCalls, ipcChannel } from '../../shared/ipc-channel.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** Answers a call of a page. Never rejects. */
export type AnswerCall = (
  name: IpcCall,
  frame: WebFrameMain | null,
  input: unknown,
) => Promise<Outcome<unknown>>;

/** Takes every call of the contract from now on; each is answered when `answers` has come. */
export function takeCalls(answers: Promise<AnswerCall>): void {
  for (const name of ipcCalls) {
    ipcMain.handle(ipcChannel(name), async ({ senderFrame }, input) =>
      (await answers)(name, senderFrame, input),
    );
  }
}
