import type { Endpoint } from '../../../shared/endpoint.ts';
import {
  decodeMessage,
  encodeMessage,
  type DecodedMessage,
  type EncodeOptions,
  type StunAttribute,
} from '../../stun/index.ts';
import { UdpSocket } from '../udp-socket.ts';

/** An answer that a test's server gives; null is silence. */
export type ScriptedAnswer = {
  error?: number;
  /** The reason phrase of the error. */
  reason?: string;
  attributes?: StunAttribute[];
  sign?: EncodeOptions;
} | null;

export interface ScriptedServer {
  endpoint: Endpoint;
  /** The requests that came, in order. */
  requests: DecodedMessage[];
  close(): Promise<void>;
}

/** A server that answers as the test says; `nth` counts requests from 0 on. */
export async function openScriptedServer(
  answer: (request: DecodedMessage, nth: number) => ScriptedAnswer,
): Promise<ScriptedServer> {
  const requests: DecodedMessage[] = [];
  const any: Endpoint = { address: '127.0.0.1', port: 0, family: 'IPv4' };
  const socket: UdpSocket = await UdpSocket.bind(any, (bytes, from) => {
    const decoded = decodeMessage(bytes);
    if (!decoded.ok) return;
    const nth = requests.push(decoded.message) - 1;
    const scripted = answer(decoded.message, nth);
    if (scripted) socket.send(encodeAnswer(decoded.message, scripted), from);
  });
  return { endpoint: socket.endpoint, requests, close: () => socket.close() };
}

export function encodeAnswer(
  { method, transactionId }: DecodedMessage,
  { error, reason = 'scripted', attributes = [], sign = {} }: NonNullable<ScriptedAnswer>,
): Buffer {
  const code: StunAttribute[] =
    error === undefined ? [] : [{ name: 'ERROR-CODE', value: { code: error, reason } }];
  return encodeMessage(
    {
      class: error === undefined ? 'success' : 'error',
      method,
      transactionId,
      attributes: [...code, ...attributes],
    },
    sign,
  );
}
