import type { CheckOptions } from '../../shared/check.ts';
import type { GivenCredential, NeededCredential, ServerView } from '../../shared/ipc.ts';
import { type Failure, failure, type Outcome, success } from '../../shared/outcome.ts';
import { type PolicyView, type SettingName, settingNames } from '../../shared/policy.ts';
import type { Profile, TurnServer } from '../../shared/profile.ts';
import type { Redaction } from '../../shared/redaction.ts';
import type { ProbeKind } from '../../shared/report.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { AskedCredentials } from './asked-credentials.ts';
import { needsCredentials } from './needs-credentials.ts';
import {
  atLeast,
  type EffectiveConfiguration,
  effectiveConfiguration,
  type EffectiveTurnServer,
} from './effective.ts';
import { effectiveProfile } from './effective-profile.ts';
import type { PolicyFile } from './policy-file.ts';
import { forbiddenFailure, lockedFailure, problemText } from './policy-messages.ts';

/** The user's own profile, where it is kept. */
export interface OwnProfile {
  withoutSecrets: () => Profile;
  /** With the credentials filled in. */
  get: () => Profile;
  views: () => ServerView[];
  /** The profile that checks one server alone, with its credential. */
  only: (id: string) => Outcome<Profile>;
}

/** The user's profile under the policy, as both are at the moment of the question. */
export class Configuration {
  readonly #profiles: OwnProfile;
  readonly #policy: () => PolicyFile;
  readonly #asked: AskedCredentials;

  constructor(
    profiles: OwnProfile,
    policy: () => PolicyFile,
    asked: AskedCredentials = new AskedCredentials(),
  ) {
    this.#profiles = profiles;
    this.#policy = policy;
    this.#asked = asked;
  }

  get policyFile(): PolicyFile {
    return this.#policy();
  }

  /** Without the user's credentials: the secret storage is asked for a check only. With the policy's: not for the window. */
  effective(): EffectiveConfiguration {
    const profile = this.#profiles.withoutSecrets();
    return effectiveConfiguration({ policyFile: this.policyFile, profile });
  }

  /** What a check runs on, with its credentials filled in. */
  profile(): Profile {
    const profile = this.#profiles.get();
    return this.#answered(
      effectiveProfile(effectiveConfiguration({ policyFile: this.policyFile, profile }), profile),
    );
  }

  /** The servers that a check needs the person's passwords for. */
  needed(check: CheckOptions = {}): NeededCredential[] {
    if (!needsCredentials(check, this.effective().probes.value)) return [];
    return this.views().flatMap(({ id, uri, username, credential, isPreset }) =>
      // Where the administrator's password cannot be read, nobody else is asked for it.
      username !== null && (credential === 'ask' || (credential === 'missing' && !isPreset))
        ? [{ id, uri, username }]
        : [],
    );
  }

  /** Takes the answers, all or none; `false`: a server is no longer among those that are in effect. */
  give(answers: readonly GivenCredential[]): boolean {
    const views = new Map(this.views().map((view) => [view.id, view]));
    const known = answers.flatMap(({ id, credential }) => {
      const { uri, username = null } = views.get(id) ?? { uri: '' };
      return username === null ? [] : [{ account: { uri, username }, credential }];
    });
    if (known.length < answers.length) return false;
    for (const { account, credential } of known) this.#asked.give(account, credential);
    return true;
  }

  /** The profile without the servers that the person gave no password for. */
  withoutUnanswered(): Profile {
    const left = this.needed({ probes: ['turn.allocate'] });
    const profile = this.profile();
    const isLeft = ({ uri, username }: TurnServer) =>
      left.some((server) => server.uri === uri && server.username === username);
    return { ...profile, turn: profile.turn.filter((server) => !isLeft(server)) };
  }

  /** Why tests that were asked for by name must not run; `null`: nothing speaks against it. */
  probesRefusal(kinds: readonly ProbeKind[], t: Translate): Failure | null {
    const { allowed } = this.effective().probes.value;
    const forbidden = kinds.filter((kind) => !allowed.includes(kind));
    return forbidden.length === 0 ? null : forbiddenFailure(this.policyFile, forbidden, t);
  }

  /** What an export leaves out: what was asked for, and at least what a policy that locks it says. */
  redactionOf(asked: Redaction): Redaction {
    return atLeast(this.effective().redaction, asked);
  }

  /** The profile that checks one server alone. */
  only(id: string, t: Translate): Outcome<Profile> {
    const effective = this.effective();
    if (effective.servers.source === 'user') {
      const own = this.#profiles.only(id);
      if (!own.ok) return own;
      const { stun, turn } = own.value;
      return success(this.#answered({ ...this.profile(), stun, turn }));
    }
    const { stun, turn } = this.profile();
    const isAsked = (type: 'stun' | 'turn', uri: string, username: string | null) =>
      presetId(type, uri, username) === id;
    const asked = {
      stun: stun.filter((uri) => isAsked('stun', uri, null)),
      turn: turn.filter(({ uri, username }) => isAsked('turn', uri, username)),
    };
    if (asked.stun.length + asked.turn.length === 0) {
      return failure('server-not-found', t('policy.serverGone'));
    }
    return success({ ...this.profile(), ...asked });
  }

  views(): ServerView[] {
    const { servers } = this.effective();
    const { stun, turn } = servers.value;
    const views =
      servers.source === 'user'
        ? this.#profiles.views()
        : [...stun.map(stunView), ...turn.map(turnView)];
    return views.map((view) => this.#withAnswer(view));
  }

  policyView(t: Translate): PolicyView {
    const { path, state, policy, problems } = this.policyFile;
    const effective = this.effective();
    return {
      path,
      state,
      organisation: policy.organisation ?? null,
      problems: problems.map((problem) => problemText(problem, t)),
      locked: settingNames.filter((name) => effective[name].locked),
    };
  }

  /** Why the user may not change a setting; `null`: nothing speaks against it. */
  refusal(setting: SettingName, t: Translate): Failure | null {
    if (!this.effective()[setting].locked) return null;
    return lockedFailure(this.policyFile, setting, t);
  }

  #answered(profile: Profile): Profile {
    const turn = profile.turn.map((server) => {
      const credential = server.credential ?? this.#asked.of(server);
      return credential === undefined ? server : { ...server, credential };
    });
    return { ...profile, turn };
  }

  #withAnswer(view: ServerView): ServerView {
    const { uri, username, credential } = view;
    if (username === null || (credential !== 'ask' && credential !== 'missing')) return view;
    const isAnswered = this.#asked.of({ uri, username }) !== undefined;
    return isAnswered ? { ...view, credential: 'memory' } : view;
  }
}

/** By what the server is, so that an id means the same server also after the policy was changed. */
function presetId(type: 'stun' | 'turn', uri: string, username: string | null): string {
  return JSON.stringify(['policy', type, uri, username]);
}

function stunView(uri: string): ServerView {
  const id = presetId('stun', uri, null);
  return { id, type: 'stun', uri, username: null, credential: 'none', isPreset: true };
}

function turnView({ uri, username, credential, ask }: EffectiveTurnServer): ServerView {
  const id = presetId('turn', uri, username);
  const unknown = ask ? 'ask' : 'missing';
  const state = credential === undefined ? unknown : 'stored';
  return { id, type: 'turn', uri, username, credential: state, isPreset: true };
}
