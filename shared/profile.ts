import * as v from 'valibot';
import { localeSchema } from './locale.ts';
import { redactionSchema } from './redaction.ts';
import { probeKinds } from './report.ts';
import { parseServerUri, type ServerScheme } from './uri.ts';

function serverUri(schemes: readonly ServerScheme[], example: string) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => {
        const parsed = parseServerUri(text);
        return parsed.ok && schemes.includes(parsed.uri.scheme);
      },
      (issue) => `"${String(issue.input)}" is not a server address. Write it like ${example}.`,
    ),
  );
}

export const stunUriSchema = serverUri(['stun', 'stuns'], 'stun:stun.example.org:3478');
export const turnUriSchema = serverUri(
  ['turn', 'turns'],
  'turn:turn.example.org:3478?transport=udp',
);

/** At most 508 bytes go into a USERNAME (RFC 8489 section 14.3). */
export const turnUsernameSchema = v.pipe(
  v.string(),
  v.minLength(1, 'A TURN server needs a user name.'),
  v.maxBytes(508, 'A user name has at most 508 bytes.'),
);

/** Of Windows or of the other systems: a file may be written where it is not used. */
const absolutePath = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;

export const absolutePathSchema = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.regex(absolutePath, 'This is no absolute path.'),
);

/** Where updates come from, and whether they come. */
export const updatesSchema = v.strictObject({
  enabled: v.boolean(),
  url: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(1000),
      v.regex(/^https:\/\/[^\s/]/, 'Updates come from an address that begins with https://.'),
    ),
  ),
});

const seconds = (maximum: number) => v.pipe(v.number(), v.minValue(1), v.maxValue(maximum));

/** The secret of a TURN REST API in place of a password. */
export const restSchema = v.strictObject({
  /** How long a name that was made is good. */
  ttlSec: v.optional(seconds(7 * 24 * 3600)),
});

export const budgetsSchema = v.strictObject({
  deadlineSec: v.optional(seconds(600)),
  /** The longest silence that the search for the lifetime of a mapping tries. */
  lifetimeSec: v.optional(seconds(3600)),
});

/**
 * A TURN server: its credential is given in the file, or kept by the system's secret storage under `secretRef`. With `rest`
 * the credential is the secret of the TURN REST API (coturn's `static-auth-secret`): each check makes a user name
 * `<unix time>:<username>` and its password from it.
 */
export const turnServerSchema = v.pipe(
  v.strictObject({
    uri: turnUriSchema,
    username: turnUsernameSchema,
    credential: v.optional(v.pipe(v.string(), v.minLength(1, 'The credential is empty.'))),
    secretRef: v.optional(v.pipe(v.string(), v.minLength(1))),
    rest: v.optional(restSchema),
  }),
  v.check(
    (server) => server.credential !== undefined || server.secretRef !== undefined,
    'A TURN server needs a "credential" (or a "secretRef" that names a stored one).',
  ),
);

/** A profile file: which servers to ask, what to run, how long it may take. Every member is optional. */
export const profileSchema = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(80)), 'custom'),
  stun: v.optional(v.array(stunUriSchema), []),
  turn: v.optional(v.array(turnServerSchema), []),
  /** Probe kinds to run; all but those that run only on request where it is missing. */
  probes: v.optional(v.array(v.picklist(probeKinds))),
  budgets: v.optional(budgetsSchema, {}),
  supportContact: v.optional(v.string()),
  locale: v.optional(localeSchema),
  /** What the user's own exports leave out unless something else is chosen. */
  redaction: v.optional(redactionSchema),
  /** An absolute path: where the dialog that saves a report begins. */
  exportFolder: v.optional(absolutePathSchema),
  updates: v.optional(updatesSchema),
});

export type Profile = v.InferOutput<typeof profileSchema>;
export type TurnServer = v.InferOutput<typeof turnServerSchema>;

/** The profile of a new installation. It names no server: the embedded relay is checked until servers are added. */
export const defaultProfile: Profile = { name: 'default', stun: [], turn: [], budgets: {} };
