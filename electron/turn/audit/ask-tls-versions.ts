import tls from 'node:tls';
import { domainToASCII } from 'node:url';
import { hostFamily } from '../../../shared/uri.ts';
import { connectTcp, turnAlpn } from '../../stun/index.ts';
import type { WayOptions } from './ask-listener.ts';
import {
  tlsVersions,
  type Service,
  type TlsVersion,
  type TlsVersionAnswer,
  type TlsVersionFacts,
} from './facts.ts';

/** As long as a handshake of the diagnosing client may take. */
const handshakeWithinMs = 4000;

/**
 * Tries one handshake with each version of TLS, all at once, and sends nothing in any of them. The certificate does not matter
 * here: it is judged where the listener is asked.
 */
export async function askTlsVersions(
  service: Service,
  options: WayOptions,
): Promise<TlsVersionFacts> {
  const answers = await Promise.all(
    tlsVersions.map((version) => options.count.run(1, () => askVersion(version, service, options))),
  );
  const [first, second, third, fourth] = answers.map((answer) => answer ?? 'unknown');
  return {
    TLSv1: first ?? 'unknown',
    'TLSv1.1': second ?? 'unknown',
    'TLSv1.2': third ?? 'unknown',
    'TLSv1.3': fourth ?? 'unknown',
  };
}

async function askVersion(
  version: TlsVersion,
  { endpoint }: Service,
  { host, localAddresses = {}, signal }: WayOptions,
): Promise<{ sent: number; value: TlsVersionAnswer }> {
  const address = localAddresses[endpoint.family];
  const secureContext = contextOf(version);
  if (!secureContext) return { sent: 0, value: 'unknown' };
  const connected = await connectTcp({
    to: endpoint,
    signal,
    ...(address !== undefined && { address }),
  });
  if (!connected.ok) return { sent: 1, value: 'unknown' };
  const name = domainToASCII(host) || host;
  const socket = tls.connect({
    socket: connected.socket,
    secureContext,
    servername: hostFamily(name) === null ? name : '',
    ALPNProtocols: [...turnAlpn],
    rejectUnauthorized: false,
  });
  try {
    return { sent: 1, value: await answerOf(socket, signal) };
  } finally {
    socket.destroy();
  }
}

function answerOf(socket: tls.TLSSocket, signal: AbortSignal): Promise<TlsVersionAnswer> {
  return new Promise((resolve) => {
    const end = (answer: TlsVersionAnswer) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(answer);
    };
    const giveUp = () => {
      end('unknown');
    };
    const timer = setTimeout(giveUp, handshakeWithinMs);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    socket.on('error', (error) => {
      end(isRefusal(error) ? 'refused' : 'unknown');
    });
    socket.once('close', () => {
      end('refused');
    });
    socket.once('secureConnect', () => {
      end('accepted');
    });
  });
}

/** An alert, a reset, or another version in answer. What this computer itself cannot do is no refusal. */
function isRefusal(error: NodeJS.ErrnoException): boolean {
  const code = error.code ?? '';
  return /ALERT|UNSUPPORTED_PROTOCOL|WRONG_(SSL_)?VERSION|ECONNRESET|EPIPE/.test(code);
}

/**
 * OpenSSL speaks the old versions only at security level 0, which BoringSSL does not know by that name and does not need.
 * Null: this computer cannot speak the version.
 */
function contextOf(version: TlsVersion): tls.SecureContext | null {
  const only = { minVersion: version, maxVersion: version } as const;
  for (const ciphers of ['DEFAULT@SECLEVEL=0', undefined]) {
    try {
      return tls.createSecureContext({ ...only, ...(ciphers !== undefined && { ciphers }) });
    } catch {
      continue;
    }
  }
  return null;
}
