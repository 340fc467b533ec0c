import * as v from 'valibot';
import { addressFamilySchema, endpointSchema } from './endpoint.ts';
import {
  filteringBehaviourSchema,
  mappingBehaviourSchema,
  natAlgResultSchema,
  natFilteringResultSchema,
  natHairpinningResultSchema,
  natLifetimeResultSchema,
  natMappingResultSchema,
} from './nat-results.ts';
import { rttSchema } from './rtt.ts';
import type {
  relayStreamSchema,
  tlsProblemSchema,
  tlsResultSchema,
  turnStepSchema,
} from './turn-results.ts';
import {
  relayBaselineResultSchema,
  turnAllocateResultSchema,
  turnAuditResultSchema,
  turnRelayResultSchema,
} from './turn-results.ts';
import {
  webrtcCallResultSchema,
  webrtcGatherResultSchema,
  webrtcMediaResultSchema,
} from './webrtc-results.ts';

/** The report contract, `callpath-report` version 1: one source for the types and for validation. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const durationMs = v.pipe(v.number(), v.minValue(0));
const nullableEndpoint = v.nullable(endpointSchema);
const nullableText = v.nullable(v.string());

export const stunBindingResultSchema = v.strictObject({
  mappedAddress: nullableEndpoint,
  localAddress: nullableEndpoint,
  rttMs: v.nullable(rttSchema),
  sent: count,
  received: count,
  software: nullableText,
  otherAddress: nullableEndpoint,
  responseOrigin: nullableEndpoint,
});

export const interfaceScopeSchema = v.picklist([
  'loopback',
  'link-local',
  'private',
  'shared',
  'unique-local',
  'global',
]);

export const networkInterfaceSchema = v.strictObject({
  name: v.string(),
  address: v.string(),
  family: addressFamilySchema,
  prefixLength: v.nullable(count),
  /** What the address is good for; `shared` is 100.64.0.0/10 (RFC 6598). */
  scope: interfaceScopeSchema,
});

export const localInterfacesResultSchema = v.strictObject({
  interfaces: v.array(networkInterfaceSchema),
});

export const transportSchema = v.picklist(['udp', 'tcp', 'tls', 'none']);
export const probeStatusSchema = v.picklist(['passed', 'failed', 'inconclusive', 'skipped']);

/**
 * What ended a probe badly. `malformed`: an answer came that is not a valid answer to what was asked. `closed`: a TCP or TLS
 * connection was ended before the answer. `untrusted`: the server's certificate or its TLS is not to be trusted.
 */
export const probeErrorCodeSchema = v.picklist([
  'timeout',
  'refused',
  'unreachable',
  'closed',
  'untrusted',
  'malformed',
  'rejected',
  'name-not-found',
  'not-supported',
  'cancelled',
  'internal',
]);

const probeErrorSchema = v.strictObject({ code: probeErrorCodeSchema, message: v.string() });

const probeMembers = {
  id: v.pipe(v.string(), v.minLength(1)),
  target: v.string(),
  transport: transportSchema,
  family: v.picklist(['IPv4', 'IPv6', 'none']),
  status: probeStatusSchema,
  startedAtMs: durationMs,
  durationMs,
  error: v.nullable(probeErrorSchema),
};

/** Probe kinds that this version runs, each with the shape of its `result`. */
export const probeResultSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('local.interfaces'),
    ...probeMembers,
    result: v.nullable(localInterfacesResultSchema),
  }),
  v.strictObject({
    kind: v.literal('stun.binding'),
    ...probeMembers,
    result: v.nullable(stunBindingResultSchema),
  }),
  v.strictObject({
    kind: v.literal('turn.allocate'),
    ...probeMembers,
    result: v.nullable(turnAllocateResultSchema),
  }),
  v.strictObject({
    kind: v.literal('relay.baseline'),
    ...probeMembers,
    result: v.nullable(relayBaselineResultSchema),
  }),
  v.strictObject({
    kind: v.literal('nat.mapping'),
    ...probeMembers,
    result: v.nullable(natMappingResultSchema),
  }),
  v.strictObject({
    kind: v.literal('nat.filtering'),
    ...probeMembers,
    result: v.nullable(natFilteringResultSchema),
  }),
  v.strictObject({
    kind: v.literal('nat.alg'),
    ...probeMembers,
    result: v.nullable(natAlgResultSchema),
  }),
  v.strictObject({
    kind: v.literal('nat.hairpinning'),
    ...probeMembers,
    result: v.nullable(natHairpinningResultSchema),
  }),
  v.strictObject({
    kind: v.literal('nat.lifetime'),
    ...probeMembers,
    result: v.nullable(natLifetimeResultSchema),
  }),
  v.strictObject({
    kind: v.literal('turn.relay'),
    ...probeMembers,
    result: v.nullable(turnRelayResultSchema),
  }),
  v.strictObject({
    kind: v.literal('turn.audit'),
    ...probeMembers,
    result: v.nullable(turnAuditResultSchema),
  }),
  v.strictObject({
    kind: v.literal('webrtc.gather'),
    ...probeMembers,
    result: v.nullable(webrtcGatherResultSchema),
  }),
  v.strictObject({
    kind: v.literal('webrtc.call'),
    ...probeMembers,
    result: v.nullable(webrtcCallResultSchema),
  }),
  v.strictObject({
    kind: v.literal('webrtc.media'),
    ...probeMembers,
    result: v.nullable(webrtcMediaResultSchema),
  }),
]);

export const severitySchema = v.picklist(['critical', 'warning', 'info', 'ok']);
export const confidenceSchema = v.picklist(['high', 'medium', 'low']);
export const verdictLevelSchema = v.picklist(['good', 'degraded', 'blocked', 'inconclusive']);
/** Whose problem it is; `nobody`: nothing is wrong. */
export const verdictOwnerSchema = v.picklist([
  'computer',
  'network',
  'service',
  'nobody',
  'unknown',
]);
export const sessionStatusSchema = v.picklist(['completed', 'interrupted', 'cancelled']);

export const findingSchema = v.strictObject({
  code: v.pipe(v.string(), v.minLength(1)),
  severity: severitySchema,
  /** The server URI, interface or part that the finding is about. */
  subject: v.string(),
  title: v.string(),
  explanation: v.string(),
  userAction: v.string(),
  itAction: v.string(),
  /** Ids of the probes that the finding rests on. */
  evidence: v.array(v.string()),
});

export const verdictSchema = v.strictObject({
  level: verdictLevelSchema,
  headline: v.string(),
  summary: v.string(),
  confidence: confidenceSchema,
  /** Reports of older versions do not say. */
  owner: v.optional(verdictOwnerSchema),
});

export const natSchema = v.strictObject({
  mapping: mappingBehaviourSchema,
  filtering: filteringBehaviourSchema,
  rfc3489: v.picklist([
    'open-internet',
    'full-cone',
    'restricted-cone',
    'port-restricted-cone',
    'symmetric',
    'symmetric-udp-firewall',
    'udp-blocked',
    'unknown',
  ]),
  publicAddress: nullableEndpoint,
  portPreservation: v.nullable(v.boolean()),
  hairpinning: v.nullable(v.boolean()),
  bindingLifetimeSec: v.nullable(v.number()),
  alg: v.nullable(v.boolean()),
  cgnat: v.nullable(v.boolean()),
  confidence: confidenceSchema,
  reason: v.string(),
});

export const hostSchema = v.strictObject({
  os: v.string(),
  arch: v.string(),
  hostname: v.string(),
});

export const sessionSchema = v.strictObject({
  id: v.pipe(v.string(), v.uuid()),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  durationMs,
  status: sessionStatusSchema,
  profile: v.string(),
  app: v.strictObject({ name: v.string(), version: v.string() }),
  host: hostSchema,
  ticket: v.optional(v.string()),
  note: v.optional(v.string()),
  /** Present and `true` where addresses, names and the ticket were replaced by aliases. */
  redacted: v.optional(v.literal(true)),
});

export const reportSchema = v.strictObject({
  schema: v.literal('callpath-report'),
  version: v.literal(1),
  session: sessionSchema,
  verdict: verdictSchema,
  findings: v.array(findingSchema),
  nat: natSchema,
  probes: v.array(probeResultSchema),
  integrity: v.strictObject({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
});

export type Rtt = v.InferOutput<typeof rttSchema>;
export type StunBindingResult = v.InferOutput<typeof stunBindingResultSchema>;
export type TlsProblem = v.InferOutput<typeof tlsProblemSchema>;
export type TlsResult = v.InferOutput<typeof tlsResultSchema>;
export type RelayStream = v.InferOutput<typeof relayStreamSchema>;
export type TurnStep = v.InferOutput<typeof turnStepSchema>;
export type TurnAllocateResult = v.InferOutput<typeof turnAllocateResultSchema>;
export type TurnRelayResult = v.InferOutput<typeof turnRelayResultSchema>;
export type TurnAuditResult = v.InferOutput<typeof turnAuditResultSchema>;
export type RelayBaselineResult = v.InferOutput<typeof relayBaselineResultSchema>;
export type InterfaceScope = v.InferOutput<typeof interfaceScopeSchema>;
export type NetworkInterface = v.InferOutput<typeof networkInterfaceSchema>;
export type LocalInterfacesResult = v.InferOutput<typeof localInterfacesResultSchema>;
export type Transport = v.InferOutput<typeof transportSchema>;
export type ProbeStatus = v.InferOutput<typeof probeStatusSchema>;
export type ProbeErrorCode = v.InferOutput<typeof probeErrorCodeSchema>;
export type ProbeError = v.InferOutput<typeof probeErrorSchema>;
export type ProbeResult = v.InferOutput<typeof probeResultSchema>;
export type ProbeKind = ProbeResult['kind'];
export type ProbeOf<K extends ProbeKind> = Extract<ProbeResult, { kind: K }>;
export type Severity = v.InferOutput<typeof severitySchema>;
export type Confidence = v.InferOutput<typeof confidenceSchema>;
export type VerdictLevel = v.InferOutput<typeof verdictLevelSchema>;
export type VerdictOwner = v.InferOutput<typeof verdictOwnerSchema>;
export type SessionStatus = v.InferOutput<typeof sessionStatusSchema>;
export type Finding = v.InferOutput<typeof findingSchema>;
export type Verdict = v.InferOutput<typeof verdictSchema>;
export type Nat = v.InferOutput<typeof natSchema>;
export type Host = v.InferOutput<typeof hostSchema>;
export type Session = v.InferOutput<typeof sessionSchema>;
export type Report = v.InferOutput<typeof reportSchema>;

/** Every probe kind that this version can run, in the order in which a person reads them. */
export const probeKinds = [
  'local.interfaces',
  'relay.baseline',
  'stun.binding',
  'nat.mapping',
  'nat.filtering',
  'nat.alg',
  'nat.hairpinning',
  'nat.lifetime',
  'turn.allocate',
  'turn.relay',
  'turn.audit',
  'webrtc.gather',
  'webrtc.call',
  'webrtc.media',
] as const satisfies readonly ProbeKind[];

/**
 * Kinds that run only when they are asked for: hairpinning looks like an attack to some firewalls, the lifetime of a
 * mapping takes minutes, and an audit is for the person who runs the servers.
 */
export const probeKindsOnRequest = [
  'nat.hairpinning',
  'nat.lifetime',
  'turn.audit',
] as const satisfies readonly ProbeKind[];
