import * as v from 'valibot';
import { endpointSchema } from './endpoint.ts';
import { voiceQualitySchema } from './e-model.ts';
import { rttSchema } from './rtt.ts';

/**
 * What the probes `turn.*` and `relay.baseline` give as their `result`: part of the report contract. Members that are
 * optional came after the first reports were written.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const durationMs = v.pipe(v.number(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const nullableEndpoint = v.nullable(endpointSchema);
const nullableText = v.nullable(v.string());
const stunErrorCode = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(699)));

/**
 * One step of a TURN client, in the order in which it was done: `resolve`, `connect`, `tls`, `challenge`, `redirect`,
 * `allocate`, `permission`, `send-data` (the first echo), `channel`, `channel-data` (the stream), `refresh`, `release`.
 */
export const turnStepSchema = v.strictObject({
  name: v.string(),
  status: v.picklist(['passed', 'failed', 'skipped']),
  durationMs,
  stunErrorCode,
  /**
   * The server's own words (the reason phrase of ERROR-CODE), the operating system's or OpenSSL's code, FIN for a connection
   * that was ended in order, or what is wrong with a redirection: `loop`, `too-many`, `unusable`.
   */
  reason: v.optional(v.string()),
});

/** Why a certificate is not to be trusted; `none` where it is. `clock`: valid by every date but this computer's. */
export const tlsProblemSchema = v.picklist([
  'none',
  'name-mismatch',
  'self-signed',
  'unknown-issuer',
  'expired',
  'not-yet-valid',
  'clock',
  'revoked',
  'protocol',
  'other',
]);

/** `protocol`, `subject`, `issuer` and `validTo` are empty where the handshake ended before there was a certificate. */
export const tlsResultSchema = v.strictObject({
  protocol: v.string(),
  subject: v.string(),
  issuer: v.string(),
  /** ISO 8601. */
  validTo: v.string(),
  validFrom: v.optional(v.string()),
  /** DNS names and addresses that the certificate is good for. */
  names: v.optional(v.array(v.string())),
  cipher: v.optional(v.string()),
  /** The ALPN protocol that the server chose (RFC 7443), or null. */
  alpn: v.optional(nullableText),
  problem: v.optional(tlsProblemSchema),
});

export const turnAllocateResultSchema = v.strictObject({
  steps: v.array(turnStepSchema),
  relayedAddress: nullableEndpoint,
  mappedAddress: nullableEndpoint,
  lifetimeSec: v.nullable(count),
  software: nullableText,
  tls: v.nullable(tlsResultSchema),
  /** The address that the steps were taken with, after redirects. */
  serverAddress: v.optional(nullableEndpoint),
  localAddress: v.optional(nullableEndpoint),
  realm: v.optional(nullableText),
  /** What the long-term key was made with (RFC 8489 section 18.5). */
  passwordAlgorithm: v.optional(v.nullable(v.picklist(['MD5', 'SHA-256']))),
  /** The time in a TURN REST user name, ISO 8601: until then the credential is good. */
  credentialExpiresAt: v.optional(nullableText),
  /**
   * Why the server did not accept the credential (401, 441). `expired`: its time has run out by this computer's clock.
   * `clock`: this computer's clock and the server's differ. `wrong`: neither is known.
   */
  credentialProblem: v.optional(v.nullable(v.picklist(['wrong', 'expired', 'clock']))),
});

/** A numbered stream through the relay and back. */
export const relayStreamSchema = v.strictObject({
  sent: count,
  received: count,
  duplicated: count,
  reordered: count,
  lossPercent: percent,
  rttMs: v.nullable(rttSchema),
  /** RFC 3550 section 6.4.1, of the time there and back. */
  jitterMs: v.nullable(durationMs),
});

/** One step of a throughput ramp: what was offered to the relay and what came back. */
export const throughputStepSchema = v.strictObject({
  offeredMbps: v.pipe(v.number(), v.minValue(0)),
  deliveredMbps: v.pipe(v.number(), v.minValue(0)),
  lossPercent: percent,
});

export const turnRelayResultSchema = v.strictObject({
  sent: count,
  received: count,
  duplicated: count,
  reordered: count,
  lossPercent: percent,
  rttMs: v.nullable(rttSchema),
  throughputMbps: v.nullable(v.number()),
  mos: v.nullable(v.number()),
  /** RFC 3550 section 6.4.1, of the time there and back. */
  jitterMs: v.optional(v.nullable(durationMs)),
  /** By Send and Data indications, and by ChannelData; the members above are both together. */
  streams: v.optional(
    v.strictObject({
      indications: v.nullable(relayStreamSchema),
      channelData: v.nullable(relayStreamSchema),
    }),
  ),
  /** How `mos` was estimated. */
  voiceQuality: v.optional(v.nullable(voiceQualitySchema)),
  /** Every packet in the order of sending, `rttMs` null where it did not come back. */
  samples: v.optional(
    v.array(v.strictObject({ sentAtMs: durationMs, rttMs: v.nullable(durationMs) })),
  ),
  throughput: v.optional(
    v.nullable(
      v.strictObject({
        steps: v.array(throughputStepSchema),
        bytes: count,
        /** What ended the ramp. */
        endedBy: v.picklist(['loss', 'byte-budget', 'time-budget', 'ceiling']),
      }),
    ),
  ),
  /** The largest payload in bytes that came back whole, of those that were tried. */
  mtu: v.optional(
    v.nullable(
      v.strictObject({
        largestBytes: count,
        tried: v.array(v.strictObject({ bytes: count, returned: v.boolean() })),
      }),
    ),
  ),
  /** What sent the packets back: a second allocation on the same server, or a UDP socket of this computer. */
  peer: v.optional(
    v.nullable(
      v.strictObject({
        kind: v.picklist(['allocation', 'socket']),
        endpoint: endpointSchema,
        /** Steps of the second allocation. */
        steps: v.array(turnStepSchema),
      }),
    ),
  ),
  /** The steps of the test's own allocations; `relay.baseline` has them beside the stream instead. */
  allocate: v.optional(v.nullable(turnAllocateResultSchema)),
});

export const relayBaselineResultSchema = v.strictObject({
  allocate: turnAllocateResultSchema,
  relay: v.nullable(turnRelayResultSchema),
});

/** How well one part of a server's set-up was found. */
export const auditRatingSchema = v.picklist(['good', 'could-be-better', 'wrong', 'not-checked']);

export const auditItemSchema = v.strictObject({
  /** Names the question, such as `transport-udp` or `loopback-peers`. */
  code: v.string(),
  rating: auditRatingSchema,
  /** What was found, in one sentence, in the language of the session. */
  title: v.string(),
  /** What to do about it; empty where nothing has to be done. */
  advice: v.string(),
  /** The line of a coturn configuration that does it. */
  coturnOption: nullableText,
});

export const turnAuditResultSchema = v.strictObject({
  items: v.array(auditItemSchema),
  /** What was asked over each way in. */
  listeners: v.array(
    v.strictObject({
      transport: v.picklist(['udp', 'tcp', 'tls']),
      family: v.picklist(['IPv4', 'IPv6']),
      port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
      status: v.picklist(['answered', 'silent', 'refused', 'unreachable', 'not-turn', 'not-asked']),
      rttMs: v.nullable(durationMs),
      tls: v.nullable(tlsResultSchema),
    }),
  ),
  software: nullableText,
  realm: nullableText,
  lifetimeSec: v.nullable(count),
  relayedAddresses: v.array(endpointSchema),
  requests: count,
});
