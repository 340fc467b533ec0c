import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Counts what reaches this computer's loopback by TCP and by UDP, on one port number each. */
export interface Listening {
  tcpPort: number;
  udpPort: number;
  arrived: () => number;
  close: () => void;
}

export async function listenForAttempts(): Promise<Listening> {
  let arrived = 0;
  const server = createServer((socket) => {
    arrived += 1;
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\r\n');
  }).listen(0, '127.0.0.1');
  const udp = createSocket('udp4');
  udp.on('message', () => (arrived += 1));
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(udp, 'listening')]);
  return {
    tcpPort: (server.address() as AddressInfo).port,
    udpPort: udp.address().port,
    arrived: () => arrived,
    close: () => {
      server.close();
      udp.close();
    },
  };
}

/**
 * Runs in a page: tries every way to a network that a page has, and resolves with how each ended when there was time for
 * all of them. Has to be a single function without imports, because its text is sent to the page.
 */
export async function tryEveryWay(address: string): Promise<Record<string, string>> {
  const ways: Record<string, () => unknown> = {
    fetch: () => fetch(address, { mode: 'no-cors' }),
    xhr: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = resolve;
        request.onerror = () => {
          reject(new Error('NetworkError'));
        };
        request.open('GET', address);
        request.send();
      }),
    beacon: () => {
      if (!navigator.sendBeacon(address)) throw new Error('not queued');
      return 'queued';
    },
    'event source': () => opens(new EventSource(address)),
    'web socket': () => opens(new WebSocket(address.replace('http', 'ws'))),
    image: () => loads('img', 'src'),
    video: () => loads('video', 'src'),
    script: () => loads('script', 'src'),
    frame: () => loads('iframe', 'src'),
    object: () => loads('object', 'data'),
    embed: () => loads('embed', 'src'),
    'style sheet': () => loads('link', 'href', { rel: 'stylesheet' }),
    prefetch: () => loads('link', 'href', { rel: 'prefetch' }),
    preconnect: () => loads('link', 'href', { rel: 'preconnect' }),
    form: () => {
      const form = document.createElement('form');
      Object.assign(form, { action: address, method: 'post' });
      document.body.append(form);
      form.submit();
      return 'sent off';
    },
    'module import': () => import(address),
    worker: () => opens(new Worker(address)),
    'worker from a blob': () => {
      const blob = new Blob([`importScripts('${address}')`], { type: 'text/javascript' });
      return opens(new Worker(URL.createObjectURL(blob)));
    },
    'service worker': () => navigator.serviceWorker.register(address),
  };

  function opens(target: EventTarget): Promise<unknown> {
    return new Promise((resolve, reject) => {
      target.addEventListener('open', resolve);
      target.addEventListener('message', resolve);
      target.addEventListener('error', () => {
        reject(new Error('closed'));
      });
    });
  }

  function loads(tag: string, member: string, more: Record<string, string> = {}) {
    return new Promise((resolve, reject) => {
      const element = document.createElement(tag);
      element.onload = resolve;
      element.onerror = () => {
        reject(new Error('refused'));
      };
      for (const [name, value] of Object.entries({ ...more, [member]: address })) {
        element.setAttribute(name, value);
      }
      document.body.append(element);
    });
  }

  const silent = (limitMs: number) =>
    new Promise((resolve) => {
      setTimeout(resolve, limitMs, 'no answer');
    });
  const endings: Record<string, string> = {};
  await Promise.all(
    Object.entries(ways).map(async ([way, attempt]) => {
      try {
        const ended = await Promise.race([attempt(), silent(1_500)]);
        endings[way] = typeof ended === 'string' ? ended : 'opened';
      } catch (error) {
        endings[way] = error instanceof Error ? error.name : 'refused';
      }
    }),
  );
  return endings;
}
