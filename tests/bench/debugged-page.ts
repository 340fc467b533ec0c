import { usable } from './empty-window/usable.cjs';

interface Message {
  method?: string;
  sessionId?: string;
  params?: { sessionId?: string; targetInfo?: { type: string } };
}

const binding = 'tellUsable';

/**
 * Resolves when the button that `selector` names can be pressed in the first page of an application whose debugging port of
 * Chromium is at `address`. The page waits at its beginning until it is watched.
 */
export async function whenUsable(address: string, selector: string): Promise<void> {
  const socket = new WebSocket(address);
  let id = 0;
  const send = (method: string, params: object = {}, sessionId?: string) => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params, sessionId }));
  };
  const source = `${usable(selector)}.then(() => { ${binding}(''); })`;
  const watch = (sessionId: string) => {
    send('Runtime.enable', {}, sessionId);
    send('Runtime.addBinding', { name: binding }, sessionId);
    send('Page.enable', {}, sessionId);
    send('Page.addScriptToEvaluateOnNewDocument', { source }, sessionId);
    // Where it was there before it was watched.
    send('Runtime.evaluate', { expression: source }, sessionId);
    send('Runtime.runIfWaitingForDebugger', {}, sessionId);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => {
        reject(new Error(`nobody answers at ${address}`));
      };
      socket.onclose = () => {
        reject(new Error('the application ended before it was usable'));
      };
      socket.onopen = () => {
        send('Target.setAutoAttach', {
          ...{ autoAttach: true, waitForDebuggerOnStart: true, flatten: true },
        });
      };
      socket.onmessage = ({ data }) => {
        const { method, params, sessionId } = JSON.parse(String(data)) as Message;
        if (method === 'Runtime.bindingCalled') resolve();
        // What was said while the page changed its process may be lost.
        if (method === 'Page.domContentEventFired')
          send('Runtime.evaluate', { expression: source }, sessionId);
        if (method !== 'Target.attachedToTarget' || params?.sessionId === undefined) return;
        if (params.targetInfo?.type === 'page') watch(params.sessionId);
        else send('Runtime.runIfWaitingForDebugger', {}, params.sessionId);
      };
    });
  } finally {
    socket.close();
  }
}
