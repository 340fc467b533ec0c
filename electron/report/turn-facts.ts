import { formatEndpoint } from '../../shared/endpoint.ts';
import { formatInstant, formatMs } from '../../shared/format.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type {
  ProbeOf,
  Rtt,
  TlsResult,
  TurnAllocateResult,
  TurnRelayResult,
  TurnStep,
} from '../../shared/report.ts';
import type { Fact, FactValues } from './facts.ts';

/** How a relayed address was got: steps, certificate, credential. */
export function allocateFacts(result: TurnAllocateResult, t: Translate): FactValues {
  const { relayedAddress, mappedAddress, serverAddress, lifetimeSec } = result;
  return {
    relayedAddress: relayedAddress && formatEndpoint(relayedAddress),
    mappedAddress: mappedAddress && formatEndpoint(mappedAddress),
    serverAddress: serverAddress && formatEndpoint(serverAddress),
    lifetime: lifetimeSec === null ? null : formatMs(lifetimeSec * 1000),
    software: result.software,
    realm: result.realm,
    credentialExpires: result.credentialExpiresAt && formatInstant(result.credentialExpiresAt),
    steps: stepsText(result.steps, t),
    ...tlsFacts(result.tls, t),
  };
}

/** What passed through it, and how the estimate of the voice was made. */
export function relayFacts(relay: TurnRelayResult, t: Translate): FactValues {
  const { voiceQuality, mtu, throughput } = relay;
  return {
    ...rttFacts(relay.rttMs),
    ...(relay.jitterMs === null || relay.jitterMs === undefined
      ? {}
      : { jitter: formatMs(relay.jitterMs) }),
    duplicated: relay.duplicated > 0 ? String(relay.duplicated) : null,
    reordered: relay.reordered > 0 ? String(relay.reordered) : null,
    throughput: relay.throughputMbps === null ? null : mbps(relay.throughputMbps),
    throughputSteps: throughput?.steps
      .map(({ offeredMbps, deliveredMbps }) => `${mbps(offeredMbps)} → ${mbps(deliveredMbps)}`)
      .concat(t(`report.rampEnd.${throughput.endedBy}`))
      .join(t('report.comma')),
    mos: relay.mos?.toFixed(1),
    mosInputs: voiceQuality
      ? t('report.voice', {
          codec: voiceQuality.codec,
          rating: voiceQuality.rating,
          delay: formatMs(voiceQuality.oneWayDelayMs),
          buffer: formatMs(voiceQuality.jitterBufferMs),
        })
      : null,
    largestPacket: mtu ? `${mtu.largestBytes} B` : null,
  };
}

/** Each item of a look at a server's set-up, then the ports that were asked. */
export function auditFacts({ result }: ProbeOf<'turn.audit'>, t: Translate): Fact[] {
  if (!result) return [];
  const items = result.items.map(({ rating, title, advice, coturnOption }) => ({
    label: t(`report.rating.${rating}`),
    value: [title, advice, coturnOption === null ? '' : `coturn: ${coturnOption}`]
      .filter((part) => part !== '')
      .join(' '),
  }));
  const ports = result.listeners.map(({ transport, port, family, status, rttMs }) => ({
    label: `${transport.toUpperCase()} ${port} ${family}`,
    value: [t(`report.listener.${status}`), ...(rttMs === null ? [] : [formatMs(rttMs)])].join(
      t('report.comma'),
    ),
  }));
  return [...items, ...ports];
}

export function rttFacts(rtt: Rtt | null): FactValues {
  if (!rtt) return {};
  return {
    rtt: [rtt.min, rtt.median, rtt.p95, rtt.max].map(formatMs).join(' / '),
    jitter: formatMs(rtt.jitter),
  };
}

/** `allocate: failed 486 Allocation Quota Reached (27 ms)`, one after the other. */
function stepsText(steps: readonly TurnStep[], t: Translate): string {
  return steps
    .map(({ name, status, durationMs, stunErrorCode, reason }) => {
      const words = [t(`report.status.${status}`), stunErrorCode, reason]
        .filter((part) => part !== null && part !== undefined)
        .join(' ');
      return `${name}: ${words} (${formatMs(durationMs)})`;
    })
    .join(' → ');
}

function tlsFacts(tls: TlsResult | null, t: Translate): FactValues {
  if (!tls) return {};
  const validity = [tls.validFrom ?? '', tls.validTo].filter((time) => time !== '');
  return {
    tls: [tls.protocol, tls.cipher, tls.alpn].filter(Boolean).join(t('report.comma')),
    tlsProblem: tls.problem === undefined ? null : t(`report.tlsProblem.${tls.problem}`),
    tlsSubject: tls.subject,
    tlsNames: tls.names?.join(t('report.comma')),
    tlsIssuer: tls.issuer,
    tlsValidTo: validity.map(formatInstant).join(' – '),
  };
}

function mbps(value: number): string {
  return `${value.toFixed(1)} Mbit/s`;
}
