import * as v from 'valibot';
import { endpointSchema } from './endpoint.ts';

/** What the probes `nat.*` give as their `result`: part of the report contract. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nullableEndpoint = v.nullable(endpointSchema);

/**
 * What became of a question of a NAT test. `elsewhere`: an answer came, but only from an endpoint that was not asked to
 * answer; `pending`: the test was over before the answer was waited for long enough.
 */
export const natTestStatusSchema = v.picklist([
  'answered',
  'silent',
  'pending',
  'elsewhere',
  'rejected',
  'malformed',
  'not-sent',
]);

/** Names of the questions: tests I to III are those of RFC 5780 sections 4.3 (mapping) and 4.4 (filtering). */
export const natTestNameSchema = v.picklist([
  'test I',
  'test II',
  'test III',
  'other port',
  'control II',
  'control III',
  'port',
  'TCP',
  'hairpin',
  'lifetime',
]);

/** One question of a NAT test: asked until it was answered or given up, so with counts. */
export const natTestSchema = v.strictObject({
  name: natTestNameSchema,
  sentTo: nullableEndpoint,
  answeredFrom: nullableEndpoint,
  mappedAddress: nullableEndpoint,
  status: natTestStatusSchema,
  sent: count,
  received: count,
  /** `nat.lifetime`: how long the mapping had been left alone. */
  afterSec: v.optional(v.number()),
});

/** What a server can be used for. All but `fit` cannot measure filtering (RFC 5780 sections 4.4 and 7). */
export const serverFitnessSchema = v.picklist([
  'fit',
  'no-other-address',
  'private-other-address',
  'equal-other-address',
  'silent-other-address',
  'ignores-change-request',
  'refuses-change-request',
  'drops-change-request',
  'answers-from-elsewhere',
  'rewrites-transaction-ids',
  'silent',
  'other-interface',
  'not-judged',
]);

export const natServerSchema = v.strictObject({
  /** Its URIs: several where they lead to the same address and port. */
  targets: v.array(v.string()),
  endpoint: nullableEndpoint,
  otherAddress: nullableEndpoint,
  mappedAddress: nullableEndpoint,
  fitness: serverFitnessSchema,
});

/** Why a NAT test has no result, or only part of one. */
export const natReasonSchema = v.picklist([
  'no-answer',
  'no-way',
  'no-address',
  'one-address',
  'one-port',
  'servers-disagree',
  'no-fit-server',
  'too-much-loss',
  'network-changed',
  'stopped',
  'symmetric',
  'no-nat',
  'not-sent-by-servers',
  'no-response-port',
  'two-public-addresses',
]);

const natMembers = {
  tests: v.array(natTestSchema),
  /** `null` where there is nothing to explain. */
  reason: v.nullable(natReasonSchema),
  /** The address of this computer that the test sent from. */
  localAddress: nullableEndpoint,
};

export const mappingBehaviourSchema = v.picklist([
  'none',
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
  'unknown',
]);

export const filteringBehaviourSchema = v.picklist([
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
  'unknown',
]);

export const natMappingResultSchema = v.strictObject({
  behaviour: mappingBehaviourSchema,
  /** What the behaviour rests on: several servers from one socket, RFC 5780 section 4.3, or both. */
  method: v.picklist(['none', 'servers', 'rfc5780', 'servers-and-rfc5780']),
  ...natMembers,
  servers: v.array(natServerSchema),
  /** How many servers, each with an address of its own, say the same. */
  agreeing: count,
  /** Whether the address depends on the server although `behaviour` is `unknown`. */
  dependent: v.boolean(),
  portPreservation: v.nullable(v.boolean()),
  /** Whether an even port stays even and an odd one odd (RFC 4787 section 4.2.2). */
  portParity: v.nullable(v.boolean()),
  /** Whether a TCP connection to a server that was silent over UDP worked; `null` where none was tried. */
  tcpWorks: v.nullable(v.boolean()),
  /** The outside address that this network's router names (NAT-PMP); `null` where it does not tell. */
  routerAddress: v.nullable(v.string()),
});

export const natFilteringResultSchema = v.strictObject({
  behaviour: filteringBehaviourSchema,
  method: v.picklist(['none', 'rfc5780']),
  ...natMembers,
  servers: v.array(natServerSchema),
  /** Whether the server was seen to answer from its other address where nothing could filter it. */
  controlled: v.boolean(),
});

export const natAlgResultSchema = v.strictObject({
  behaviour: v.picklist(['rewrites', 'leaves', 'unknown']),
  method: v.picklist(['none', 'mapped-address']),
  ...natMembers,
});

export const natHairpinningResultSchema = v.strictObject({
  behaviour: v.picklist(['supported', 'not-supported', 'unknown']),
  method: v.picklist(['none', 'rfc5780']),
  ...natMembers,
});

export const natLifetimeResultSchema = v.strictObject({
  /** `at-least`: still alive at the upper bound of the search. */
  behaviour: v.picklist(['measured', 'at-least', 'unknown']),
  method: v.picklist(['none', 'rfc5780']),
  ...natMembers,
  /** The longest silence that the mapping survived. */
  lifetimeSec: v.nullable(v.number()),
  /** The shortest silence after which it was gone. */
  goneAfterSec: v.nullable(v.number()),
  keepAliveSec: v.nullable(v.number()),
  upperBoundSec: v.number(),
});

export type NatTest = v.InferOutput<typeof natTestSchema>;
export type NatTestName = NatTest['name'];
export type NatServer = v.InferOutput<typeof natServerSchema>;
export type ServerFitness = v.InferOutput<typeof serverFitnessSchema>;
export type NatReason = v.InferOutput<typeof natReasonSchema>;
export type NatMappingResult = v.InferOutput<typeof natMappingResultSchema>;
export type NatFilteringResult = v.InferOutput<typeof natFilteringResultSchema>;
export type NatAlgResult = v.InferOutput<typeof natAlgResultSchema>;
export type NatHairpinningResult = v.InferOutput<typeof natHairpinningResultSchema>;
export type NatLifetimeResult = v.InferOutput<typeof natLifetimeResultSchema>;
export type MappingBehaviour = v.InferOutput<typeof mappingBehaviourSchema>;
export type FilteringBehaviour = v.InferOutput<typeof filteringBehaviourSchema>;
