import type { RetentionLimits } from '../../shared/history.ts';
import type { Locale } from '../../shared/locale.ts';
import type { Policy, PolicyTurnServer, SettingName } from '../../shared/policy.ts';
import type { Profile, TurnServer } from '../../shared/profile.ts';
import {
  fullRedaction,
  noRedaction,
  type Redaction,
  redactionParts,
} from '../../shared/redaction.ts';
import { type ProbeKind, probeKinds, probeKindsOnRequest } from '../../shared/report.ts';
import type { PolicyFile } from './policy-file.ts';

/** A value in effect, who chose it, and whether the user may choose another one. */
export interface Effective<T> {
  value: T;
  source: 'policy' | 'user' | 'built-in';
  locked: boolean;
}

/** A TURN server in effect: of the policy, with where its credential comes from, or of the user's profile. */
export type EffectiveTurnServer = TurnServer & Pick<PolicyTurnServer, 'credentialFile' | 'ask'>;

export interface EffectiveProbes {
  /** What a check runs by itself; `null`: all that are allowed and do not run on request only. */
  run: readonly ProbeKind[] | null;
  /** What may run at all. */
  allowed: readonly ProbeKind[];
}

/** What counts, setting by setting: the policy where it locks, the user's choice, the policy's default, what is built in. */
export interface EffectiveConfiguration {
  servers: Effective<{ stun: readonly string[]; turn: readonly EffectiveTurnServer[] }>;
  probes: Effective<EffectiveProbes>;
  budgets: Effective<{ deadlineSec: number | null; lifetimeSec: number | null }>;
  locale: Effective<Locale | 'system'>;
  supportContact: Effective<string | null>;
  redaction: Effective<Redaction>;
  exportFolder: Effective<string | null>;
  retention: Effective<RetentionLimits>;
  updates: Effective<{ enabled: boolean; url: string | null }>;
}

export interface ConfigurationSources {
  policyFile: PolicyFile;
  /** The user's own. */
  profile: Profile;
  /** What the user chose in the history; `null`: nothing. */
  retention?: RetentionLimits | null;
}

export function effectiveConfiguration(sources: ConfigurationSources): EffectiveConfiguration {
  const { policyFile, profile, retention = null } = sources;
  const { policy, damaged } = policyFile;
  const choose = chooser(policyFile);
  const isServed = profile.stun.length + profile.turn.length > 0;
  const { budgets } = profile;
  return {
    servers: choose(
      'servers',
      isServed ? { stun: profile.stun, turn: profile.turn } : undefined,
      policy.servers && serversOf(policy.servers, policyFile),
      { stun: [], turn: [] },
    ),
    probes: probesOf(policyFile, profile, choose),
    budgets: choose(
      'budgets',
      Object.keys(budgets).length > 0 ? budgetsOf(budgets) : undefined,
      policy.budgets && budgetsOf(policy.budgets),
      budgetsOf({}),
    ),
    locale: choose('locale', profile.locale, policy.locale, 'system'),
    supportContact: choose('supportContact', profile.supportContact, policy.supportContact, null),
    redaction: choose(
      'redaction',
      profile.redaction,
      // Of what is written wrongly nobody knows what was meant to stay: nothing does.
      policy.redaction && { ...fullRedaction, ...policy.redaction },
      damaged.includes('redaction') ? fullRedaction : noRedaction,
    ),
    exportFolder: choose('exportFolder', profile.exportFolder, policy.exportFolder, null),
    retention: choose(
      'retention',
      retention ?? undefined,
      damaged.includes('retention') ? undefined : policy.retention,
      { maxAgeDays: null, maxSizeMiB: null },
    ),
    updates: updatesOf(policyFile, profile, choose),
  };
}

/** What of a report is replaced where `asked` was asked for. */
export function atLeast({ value, locked }: Effective<Redaction>, asked: Redaction): Redaction {
  if (!locked) return asked;
  const parts = redactionParts.map((part) => [part, asked[part] || value[part]] as const);
  return { ...asked, ...Object.fromEntries(parts) };
}

type Choose = <T>(
  setting: SettingName,
  user: T | undefined,
  policy: T | undefined,
  builtIn: T,
) => Effective<T>;

export function isLocked({ named, policy }: PolicyFile, setting: SettingName): boolean {
  return named.includes(setting) && !(policy.mayChange ?? []).includes(setting);
}

function chooser(policyFile: PolicyFile): Choose {
  return (setting, user, policy, builtIn) => {
    const locked = isLocked(policyFile, setting);
    if (!locked && user !== undefined) return { value: user, source: 'user', locked };
    return policy === undefined
      ? { value: builtIn, source: 'built-in', locked }
      : { value: policy, source: 'policy', locked };
  };
}

function serversOf(
  { stun = [], turn = [] }: NonNullable<Policy['servers']>,
  { credentials }: PolicyFile,
) {
  const servers = turn.map((server): EffectiveTurnServer => {
    const { credentialFile } = server;
    const credential =
      credentialFile === undefined ? server.credential : credentials.get(credentialFile);
    return { ...server, ...(credential !== undefined && { credential }) };
  });
  return { stun, turn: servers };
}

/** A user who may not change what is allowed still chooses from it. */
function probesOf(policyFile: PolicyFile, profile: Profile, choose: Choose) {
  const { policy, damaged } = policyFile;
  const usual = damaged.includes('probes') ? withoutOnRequest : probeKinds;
  const { allowed = usual, forbidden = [] } = policy.probes ?? {};
  const named = allowed.filter((kind) => usual.includes(kind) && !forbidden.includes(kind));
  const run = profile.probes ?? null;
  const chosen = choose<EffectiveProbes>(
    'probes',
    run ? { run, allowed: probeKinds } : undefined,
    policy.probes && { run: null, allowed: named },
    { run: null, allowed: usual },
  );
  if (!chosen.locked || run === null) return chosen;
  const { value } = chosen;
  return {
    ...chosen,
    value: { ...value, run: run.filter((kind) => value.allowed.includes(kind)) },
  };
}

const onRequest: readonly ProbeKind[] = probeKindsOnRequest;
/** What no network takes offence at: the safe choice where nobody knows what was meant to be forbidden. */
const withoutOnRequest: readonly ProbeKind[] = probeKinds.filter(
  (kind) => !onRequest.includes(kind),
);

function budgetsOf({ deadlineSec, lifetimeSec }: Profile['budgets']) {
  return { deadlineSec: deadlineSec ?? null, lifetimeSec: lifetimeSec ?? null };
}

/** Updates are off where anything about them is unclear. A user who turns them on has them from where the policy says. */
function updatesOf(policyFile: PolicyFile, profile: Profile, choose: Choose) {
  const { policy, damaged, state } = policyFile;
  const off = { enabled: false, url: null };
  if (state === 'broken' && !policyFile.named.includes('updates')) {
    return { value: off, source: 'built-in', locked: true } as const;
  }
  const given = damaged.includes('updates') ? undefined : policy.updates;
  const url = given?.url ?? null;
  const own = profile.updates;
  return choose(
    'updates',
    own && { enabled: own.enabled, url: own.url ?? url },
    given && { enabled: given.enabled, url },
    off,
  );
}
