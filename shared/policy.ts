import * as v from 'valibot';
import { retentionLimitsSchema } from './history.ts';
import { localeSchema } from './locale.ts';
import {
  absolutePathSchema,
  budgetsSchema,
  restSchema,
  stunUriSchema,
  turnUriSchema,
  turnUsernameSchema,
  updatesSchema,
} from './profile.ts';
import { redactionSchema } from './redaction.ts';
import { probeKinds } from './report.ts';

/** What a policy may name and, so, take out of the user's hands. In the order in which they are printed. */
export const settingNames = [
  'servers',
  'probes',
  'budgets',
  'locale',
  'supportContact',
  'redaction',
  'exportFolder',
  'retention',
  'updates',
] as const;

export type SettingName = (typeof settingNames)[number];

/**
 * A TURN server of a policy. Exactly one of `credential` (for everybody who can read the policy), `credentialFile` (read with
 * the policy; a line end at its end does not count) and `ask` (the person is asked before a check). `rest` as in a profile.
 */
export const policyTurnServerSchema = v.pipe(
  v.strictObject({
    uri: turnUriSchema,
    username: turnUsernameSchema,
    credential: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(1024))),
    credentialFile: v.optional(absolutePathSchema),
    ask: v.optional(v.literal(true)),
    rest: v.optional(restSchema),
  }),
  v.check(
    ({ credential, credentialFile, ask }) =>
      [credential, credentialFile, ask].filter((source) => source !== undefined).length === 1,
    'A TURN server needs one of "credential", "credentialFile" and "ask".',
  ),
);

const probeKindList = v.array(v.picklist(probeKinds));

/**
 * A policy file: what the administrator of this computer decides. Every member is optional. What it names is locked unless
 * `mayChange` names it, too: then it is where the user begins.
 */
export const policySchema = v.strictObject({
  /** For editors. */
  $schema: v.optional(v.string()),
  /** Whose decision it is, as the user knows it: shown beside each locked setting. */
  organisation: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(80))),
  servers: v.optional(
    v.strictObject({
      stun: v.optional(v.array(stunUriSchema)),
      turn: v.optional(v.array(policyTurnServerSchema)),
    }),
  ),
  /** Without `allowed`, all kinds are. What is forbidden is forbidden also where `allowed` names it. */
  probes: v.optional(
    v.strictObject({ allowed: v.optional(probeKindList), forbidden: v.optional(probeKindList) }),
  ),
  budgets: v.optional(budgetsSchema),
  locale: v.optional(localeSchema),
  supportContact: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** Of every export: at least what is true here is removed. */
  redaction: v.optional(redactionSchema),
  /** Where the dialog that saves a report begins, and where `history export` writes to. */
  exportFolder: v.optional(absolutePathSchema),
  retention: v.optional(retentionLimitsSchema),
  updates: v.optional(updatesSchema),
  mayChange: v.optional(v.array(v.picklist(settingNames))),
});

export type Policy = v.InferOutput<typeof policySchema>;
export type PolicyTurnServer = v.InferOutput<typeof policyTurnServerSchema>;

/** What the window shows of the policy. */
export interface PolicyView {
  path: string;
  /** `broken`: there is a file, and nothing of it can be used. Single members that are wrong leave it `active`. */
  state: 'none' | 'active' | 'broken';
  organisation: string | null;
  /** What is wrong with it, in one sentence each, in the reader's language. */
  problems: string[];
  locked: SettingName[];
}
