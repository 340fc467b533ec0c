import * as v from 'valibot';
import { addressFamilySchema, endpointSchema } from './endpoint.ts';
import { voiceQualitySchema } from './e-model.ts';
import { rttSchema } from './rtt.ts';

/** What the probes `webrtc.*` give as their `result`: what Chromium's own WebRTC did. Part of the report contract. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const durationMs = v.pipe(v.number(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const number = v.pipe(v.number(), v.minValue(0));

/** An ICE candidate (RFC 8445 section 5.1.1). */
export const iceCandidateSchema = v.strictObject({
  type: v.picklist(['host', 'srflx', 'prflx', 'relay']),
  protocol: v.picklist(['udp', 'tcp']),
  /** How the client talks to its TURN server; null where there is none. */
  relayProtocol: v.nullable(v.picklist(['udp', 'tcp', 'tls'])),
  /** Null where Chromium hides the address behind an mDNS name. */
  endpoint: v.nullable(endpointSchema),
  family: v.nullable(addressFamilySchema),
  mdns: v.boolean(),
  /** The base of a reflexive or relayed candidate, where Chromium tells it. */
  related: v.nullable(endpointSchema),
  /** The server that the candidate came from, where Chromium tells it. */
  server: v.nullable(v.string()),
  priority: count,
  /** From the start of gathering. */
  atMs: durationMs,
});

/** An `icecandidateerror` event: a STUN error code, or 701 for a server that could not be reached. */
export const iceCandidateErrorSchema = v.strictObject({
  server: v.string(),
  code: v.pipe(v.number(), v.integer()),
  text: v.string(),
  address: v.nullable(v.string()),
  port: v.nullable(count),
  atMs: durationMs,
});

export const webrtcGatherResultSchema = v.strictObject({
  /** One server, or all that were given together. */
  servers: v.array(v.string()),
  candidates: v.array(iceCandidateSchema),
  errors: v.array(iceCandidateErrorSchema),
  /** Whether Chromium said that it was done before the time was up. */
  complete: v.boolean(),
  gatheringMs: durationMs,
});

export const candidatePairSchema = v.strictObject({
  local: iceCandidateSchema,
  remote: iceCandidateSchema,
});

/** How far a call came: each stage with the time since the call's start, in the order in which it was reached. */
export const callStageSchema = v.strictObject({
  name: v.picklist([
    'offer',
    'gathering',
    'checking',
    'ice-connected',
    'dtls-connected',
    'channel-open',
    'stream',
    'closed',
  ]),
  status: v.picklist(['passed', 'failed']),
  atMs: durationMs,
});

/** One moment of a running call, for charts. */
export const callSampleSchema = v.strictObject({
  /** Since the stream's start. */
  atMs: durationMs,
  rttMs: v.nullable(durationMs),
  /** Of what was sent since the sample before. */
  lossPercent: v.nullable(percent),
  kbps: v.nullable(number),
});

export const webrtcStreamSchema = v.strictObject({
  sent: count,
  received: count,
  duplicated: count,
  reordered: count,
  lossPercent: percent,
  rttMs: v.nullable(rttSchema),
  /** RFC 3550 section 6.4.1. */
  jitterMs: v.nullable(durationMs),
});

/** `host`, `srflx`: direct. `baseline`: by the embedded relay. `relay`: by a TURN server of the profile. */
export const callPathSchema = v.picklist(['host', 'srflx', 'baseline', 'relay']);

export const webrtcCallResultSchema = v.strictObject({
  path: callPathSchema,
  connected: v.boolean(),
  stages: v.array(callStageSchema),
  /** From the start to the open data channel. */
  connectMs: v.nullable(durationMs),
  selectedPair: v.nullable(candidatePairSchema),
  stream: v.nullable(webrtcStreamSchema),
  throughputMbps: v.nullable(number),
  samples: v.array(callSampleSchema),
  errors: v.array(iceCandidateErrorSchema),
});

/** One kind of media in one direction, from getStats (W3C webrtc-stats). */
const mediaMembers = {
  codec: v.nullable(v.string()),
  kbps: v.nullable(number),
  packetsSent: count,
  packetsReceived: count,
  packetsLost: v.pipe(v.number(), v.integer()),
  lossPercent: percent,
  jitterMs: v.nullable(durationMs),
};

export const webrtcMediaResultSchema = v.strictObject({
  path: callPathSchema,
  connected: v.boolean(),
  stages: v.array(callStageSchema),
  selectedPair: v.nullable(candidatePairSchema),
  durationMs,
  rttMs: v.nullable(durationMs),
  availableOutgoingKbps: v.nullable(number),
  audio: v.nullable(
    v.strictObject({
      ...mediaMembers,
      concealedSamples: count,
      totalSamplesReceived: count,
    }),
  ),
  video: v.nullable(
    v.strictObject({
      ...mediaMembers,
      framesSent: count,
      framesReceived: count,
      framesDecoded: count,
      framesDropped: count,
      freezeCount: count,
    }),
  ),
  voiceQuality: v.nullable(voiceQualitySchema),
  mos: v.nullable(number),
  samples: v.array(callSampleSchema),
  errors: v.array(iceCandidateErrorSchema),
});

/**
 * What a gathering or a call in Chromium looks like at a moment: each one replaces the one before. `state` is that of the
 * connection (W3C webrtc-pc, RTCPeerConnectionState), with `gathering` before it is tried and `streaming` once something
 * is sent over it.
 */
export const liveCallSchema = v.strictObject({
  state: v.picklist([
    'new',
    'gathering',
    'connecting',
    'connected',
    'streaming',
    'disconnected',
    'failed',
    'closed',
  ]),
  /** All that were found until now. */
  candidates: v.array(iceCandidateSchema),
  /** The newest one; null before anything was sent. */
  sample: v.nullable(callSampleSchema),
});

export type IceCandidateResult = v.InferOutput<typeof iceCandidateSchema>;
export type IceCandidateError = v.InferOutput<typeof iceCandidateErrorSchema>;
export type CandidatePair = v.InferOutput<typeof candidatePairSchema>;
export type CallStage = v.InferOutput<typeof callStageSchema>;
export type CallSample = v.InferOutput<typeof callSampleSchema>;
export type CallPathKind = v.InferOutput<typeof callPathSchema>;
export type WebrtcStream = v.InferOutput<typeof webrtcStreamSchema>;
export type WebrtcGatherResult = v.InferOutput<typeof webrtcGatherResultSchema>;
export type WebrtcCallResult = v.InferOutput<typeof webrtcCallResultSchema>;
export type WebrtcMediaResult = v.InferOutput<typeof webrtcMediaResultSchema>;
export type LiveCall = v.InferOutput<typeof liveCallSchema>;
