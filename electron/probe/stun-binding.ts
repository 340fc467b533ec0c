import { setTimeout as delay } from 'node:timers/promises';
import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { ProbeError, StunBindingResult } from '../../shared/report.ts';
import { summarizeRtt } from '../../shared/rtt.ts';
import {
  attribute,
  type DecodedMessage,
  decodeMessage,
  newTransactionId,
  printable,
  type StunMessage,
  type StunSocket,
  type TransactionOutcome,
} from '../stun/index.ts';
import type { ProbeOutcome, RunProbe } from './probe.ts';
import { openServerSocket } from './server-socket.ts';
import { transactionError } from './transaction-error.ts';

/** Enough to tell a usual round trip from an unusual one, and still one small burst. */
const samples = 5;
/** Apart enough that the samples do not queue behind each other. */
const sampleSpacingMs = 20;
const shortestSampleWaitMs = 500;
/** The wait for a sample where the first answer's round trip is not known (Karn). */
const assumedRttMs = 300;

/**
 * `stun.binding`: asks one server by one family for the mapped address (RFC 8489 section 12), from a fresh socket that is
 * connected to it, so that refusals are told. The first request is repeated until it is answered; the samples that follow
 * are sent once each, so that `sent` and `received` show loss.
 */
export const runStunBinding: RunProbe<'stun.binding'> = async (spec, { signal, t }) => {
  const opened = await openServerSocket(spec, signal, t);
  if (!opened.ok) return { status: opened.status, result: null, error: opened.error };
  const { socket, server } = opened;
  try {
    return await askServer(socket, server, signal, t);
  } finally {
    socket.close();
  }
};

async function askServer(
  socket: StunSocket,
  server: Endpoint,
  signal: AbortSignal,
  t: Translate,
): Promise<ProbeOutcome<'stun.binding'>> {
  const request = bindingRequest();
  let lateAnswers = 0;
  socket.onDatagram((bytes) => {
    if (answers(bytes, request)) lateAnswers += 1;
  });
  const first = await socket.request(request, { to: server, signal });
  const counted = { sent: first.sent, received: first.status === 'answered' ? 1 : 0 };
  if (first.status !== 'answered') {
    const result = describe(socket.localEndpoint, null, [], counted);
    return { status: 'failed', result, error: transactionError(first, server, t) };
  }
  const wrong = wrongAnswer(first.message, server, t);
  const more = wrong ? [] : await takeSamples(socket, server, first.rttMs ?? assumedRttMs, signal);
  const answered = [first, ...more].filter((outcome) => outcome.status === 'answered');
  const rttsMs = answered.flatMap(({ rttMs }) => rttMs ?? []);
  const result = describe(socket.localEndpoint, first.message, rttsMs, {
    sent: counted.sent + more.reduce((sum, { sent }) => sum + sent, 0),
    received: Math.min(answered.length + lateAnswers, counted.sent + more.length),
  });
  return { status: wrong ? 'failed' : 'passed', result, error: wrong };
}

/** The samples after the first, each a transaction of its own that is sent once. */
function takeSamples(
  socket: StunSocket,
  to: Endpoint,
  rttMs: number,
  signal: AbortSignal,
): Promise<TransactionOutcome[]> {
  const schedule = { sendAtMs: [0], closeAtMs: Math.max(shortestSampleWaitMs, 5 * rttMs) };
  return Promise.all(
    Array.from({ length: samples - 1 }, async (_, index) => {
      await delay(index * sampleSpacingMs, undefined, { signal }).catch(() => undefined);
      return socket.request(bindingRequest(), { to, schedule, signal });
    }),
  );
}

function bindingRequest(): StunMessage {
  return {
    class: 'request',
    method: 'Binding',
    transactionId: newTransactionId(),
    attributes: [],
  };
}

/** A retransmission's answer that comes after the first one is no loss. */
function answers(bytes: Buffer, request: StunMessage): boolean {
  const decoded = decodeMessage(bytes);
  return decoded.ok && decoded.message.transactionId.equals(request.transactionId);
}

function describe(
  localAddress: Endpoint,
  answer: DecodedMessage | null,
  rttsMs: number[],
  counted: { sent: number; received: number },
): StunBindingResult {
  return {
    mappedAddress: answer && mappedAddressOf(answer),
    localAddress,
    rttMs: summarizeRtt(rttsMs),
    ...counted,
    software: textOf(answer && attribute(answer, 'SOFTWARE')),
    otherAddress: (answer && attribute(answer, 'OTHER-ADDRESS')) ?? null,
    responseOrigin: (answer && attribute(answer, 'RESPONSE-ORIGIN')) ?? null,
  };
}

function textOf(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : printable(text);
}

/** XOR-MAPPED-ADDRESS, or MAPPED-ADDRESS of a server that is older than RFC 5389. */
function mappedAddressOf(answer: DecodedMessage): Endpoint | null {
  return attribute(answer, 'XOR-MAPPED-ADDRESS') ?? attribute(answer, 'MAPPED-ADDRESS') ?? null;
}

function wrongAnswer(answer: DecodedMessage, server: Endpoint, t: Translate): ProbeError | null {
  if (answer.class === 'error') {
    const { code = 0, reason = '' } = attribute(answer, 'ERROR-CODE') ?? {};
    return {
      code: 'rejected',
      message: t('probe.error.rejected', { code, reason: printable(reason) }),
    };
  }
  if (mappedAddressOf(answer)) return null;
  const reason = t('probe.error.noMappedAddress');
  const endpoint = formatEndpoint(server);
  return { code: 'malformed', message: t('probe.error.malformed', { endpoint, reason }) };
}
