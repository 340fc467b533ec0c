import type { Profile } from '../../shared/profile.ts';
import type { EffectiveConfiguration } from './effective.ts';

/** The user's profile with everything in it as it is in effect. */
export function effectiveProfile(effective: EffectiveConfiguration, profile: Profile): Profile {
  const { servers, probes, budgets, locale, supportContact } = effective;
  const { deadlineSec, lifetimeSec } = budgets.value;
  return {
    name: profile.name,
    stun: [...servers.value.stun],
    turn: servers.value.turn.map(({ credentialFile: _file, ask: _ask, ...server }) => server),
    ...(probes.value.run && { probes: [...probes.value.run] }),
    budgets: {
      ...(deadlineSec !== null && { deadlineSec }),
      ...(lifetimeSec !== null && { lifetimeSec }),
    },
    ...(locale.value !== 'system' && { locale: locale.value }),
    ...(supportContact.value !== null && { supportContact: supportContact.value }),
  };
}
