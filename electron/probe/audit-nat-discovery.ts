import { sameEndpoint, type Endpoint } from '../../shared/endpoint.ts';
import { usableOther } from '../nat/server-under-test.ts';
import {
  attribute,
  newTransactionId,
  StunSocket,
  type StunAttribute,
  type TransactionOutcome,
} from '../stun/index.ts';
import { auditSchedule } from '../turn/audit/audit-client.ts';
import type { NatDiscoveryFacts } from '../turn/audit/facts.ts';
import type { RequestCount } from '../turn/audit/request-count.ts';

export interface NatDiscoveryOptions {
  server: Endpoint;
  localAddress: string | undefined;
  count: RequestCount;
  signal: AbortSignal;
}

const changeBoth: StunAttribute = {
  name: 'CHANGE-REQUEST',
  value: { changeIp: true, changePort: true },
};

/**
 * Whether the server can be used for NAT discovery (RFC 5780 section 6), by three questions from one socket: which is its
 * second address, does it answer there, and does it answer from there when it is asked to. The second question opens
 * this network for the third. Null: UDP does not answer.
 */
export async function askNatDiscovery(
  options: NatDiscoveryOptions,
): Promise<NatDiscoveryFacts | null> {
  const { server, localAddress } = options;
  const bound = await StunSocket.bind({
    family: server.family,
    ...(localAddress !== undefined && { address: localAddress }),
  });
  if (!bound.ok) return null;
  const socket = bound.value;
  try {
    return await askOn(socket, options);
  } finally {
    socket.close();
  }
}

async function askOn(
  socket: StunSocket,
  { server, count, signal }: NatDiscoveryOptions,
): Promise<NatDiscoveryFacts | null> {
  const ask = (to: Endpoint, attributes: StunAttribute[] = [], answerFrom = to) =>
    count.run(auditSchedule.sendAtMs.length, async () => {
      const transactionId = newTransactionId();
      const value = await socket.request(
        { class: 'request', method: 'Binding', transactionId, attributes },
        { to, answerFrom, schedule: auditSchedule, signal },
      );
      return { sent: value.sent, value };
    });
  const first = await ask(server);
  if (first?.status !== 'answered') return null;
  const { rttMs } = first;
  const otherAddress = attribute(first.message, 'OTHER-ADDRESS') ?? null;
  const facts = (answer: NatDiscoveryFacts['answer']) => ({ rttMs, otherAddress, answer });
  if (!otherAddress) return facts('none');
  const other = usableOther(server, otherAddress);
  if (!other) return facts('unfit');
  const direct = await ask(other);
  if (direct?.status !== 'answered') return facts(signal.aborted ? 'unknown' : 'silent');
  const changed = await ask(server, [changeBoth], other);
  if (changed?.status === 'answered') {
    return facts(changed.message.class === 'success' ? 'fit' : 'ignores-change-request');
  }
  if (signal.aborted) return facts('unknown');
  if (cameFrom(changed, server)) return facts('ignores-change-request');
  // With another mapping for each destination the answer cannot come in: the silence is this network's.
  const isSameMapping = sameMapped(first, direct);
  return facts(isSameMapping ? 'ignores-change-request' : 'unknown');
}

function cameFrom(outcome: TransactionOutcome | null, server: Endpoint): boolean {
  if (outcome?.status !== 'timeout') return false;
  return outcome.ignored.some(({ from, reason }) => {
    return reason === 'wrong source' && sameEndpoint(from, server);
  });
}

function sameMapped(a: TransactionOutcome, b: TransactionOutcome): boolean {
  const [one, other] = [mappedOf(a), mappedOf(b)];
  return one !== null && other !== null && sameEndpoint(one, other);
}

function mappedOf(outcome: TransactionOutcome): Endpoint | null {
  if (outcome.status !== 'answered') return null;
  return attribute(outcome.message, 'XOR-MAPPED-ADDRESS') ?? null;
}
