interface DebuggerTarget {
  type: string;
  webSocketDebuggerUrl: string;
}

/** Reloads the pages of an application that was started with `--remote-debugging-port`. */
export async function reloadPages(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as DebuggerTarget[];
  const pages = targets.filter(({ type }) => type === 'page');
  await Promise.all(pages.map(({ webSocketDebuggerUrl }) => sendReload(webSocketDebuggerUrl)));
}

function sendReload(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ id: 1, method: 'Page.reload' }));
    });
    socket.addEventListener('message', () => {
      socket.close();
      resolve();
    });
    socket.addEventListener('error', () => {
      reject(new Error('The page could not be reloaded. Reload it by hand (Ctrl+R).'));
    });
  });
}
