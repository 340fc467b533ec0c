import * as v from 'valibot';
import type { Report } from './report.ts';

/** What is replaced in a report before it leaves the house. Credentials are not named here: no report has any. */
export const redactionSchema = v.strictObject({
  /** IP addresses, each by one of the same family and reach. */
  addresses: v.boolean(),
  /** Names of this computer, its user, its profile, servers, and of organisations in certificates and realms. */
  names: v.boolean(),
  /** Names that people gave to networks: Wi-Fi names, and connections that are called after what they lead to. */
  wifi: v.boolean(),
  /** The ticket and the note. */
  ticket: v.boolean(),
});

export type Redaction = v.InferOutput<typeof redactionSchema>;
export type RedactionPart = keyof Redaction;

/** In the order in which a person is asked. */
export const redactionParts = [
  'addresses',
  'names',
  'wifi',
  'ticket',
] as const satisfies readonly RedactionPart[];

export const noRedaction: Redaction = {
  addresses: false,
  names: false,
  wifi: false,
  ticket: false,
};

export const fullRedaction: Redaction = { addresses: true, names: true, wifi: true, ticket: true };

export function redactsAnything(redaction: Redaction): boolean {
  return redactionParts.some((part) => redaction[part]);
}

export type ReplacedKind = 'address' | 'name' | 'wifi' | 'ticket';

/** One value of a report and what stands for it. `to` is empty where the value is left out. */
export interface ReplacedValue {
  kind: ReplacedKind;
  from: string;
  to: string;
}

export interface RedactionPreview {
  /** As it would be exported. */
  report: Report;
  /** What is replaced, each value once. */
  replaced: ReplacedValue[];
  /** How many values of each kind the report has, also where they stay: a switch without any has nothing to do. */
  found: Record<ReplacedKind, number>;
}
