import type { IpcCall } from '../shared/ipc-channel.ts';
import type { IpcInput, IpcOutputs, SettingsView } from '../shared/ipc.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import type { SettingName } from '../shared/policy.ts';
import { askForExportFolder } from './desktop/folder-dialog.ts';
import { decider } from './policy/policy-messages.ts';
import type { Services } from './services.ts';

type Handler<K extends IpcCall> = (
  input: IpcInput<K>,
) => Outcome<IpcOutputs[K]> | Promise<Outcome<IpcOutputs[K]>>;
type SettingsCall =
  | 'getSettings'
  | 'addServer'
  | 'updateServer'
  | 'removeServer'
  | 'restoreServer'
  | 'setLocale'
  | 'setUserSetting'
  | 'chooseExportFolder';

/** The calls that read and change settings. Whatever the window shows, the policy is asked here. */
export function settingsHandlers(services: Services): { [K in SettingsCall]: Handler<K> } {
  const { profiles } = services;
  const changeServers = (change: () => Outcome<null>) => changeSetting(services, 'servers', change);
  return {
    getSettings: () => success(settingsOf(services)),
    addServer: (server) => changeServers(() => profiles.add(server)),
    updateServer: ({ id, server }) =>
      changeServers(() => presetOf(services, id) ?? profiles.update(id, server)),
    removeServer: ({ id }) => changeServers(() => presetOf(services, id) ?? profiles.remove(id)),
    restoreServer: ({ id }) => changeServers(() => profiles.restore(id)),
    setLocale: ({ locale }) => {
      const changed = changeSetting(services, 'locale', () => profiles.setLocale(locale));
      if (changed.ok) services.onLocaleChanged();
      return changed;
    },
    setUserSetting: (input) =>
      changeSetting(services, input.setting, () => profiles.setUserSetting(input)),
    chooseExportFolder: () => chooseExportFolder(services),
  };
}

async function chooseExportFolder(services: Services): Promise<Outcome<SettingsView | null>> {
  const { configuration, profiles, t } = services;
  const refused = configuration.refusal('exportFolder', t());
  if (refused) return refused;
  const window = services.window();
  const current = configuration.effective().exportFolder.value;
  const value = window && (await askForExportFolder(window, current, t()));
  if (value === null) return success(null);
  return changeSetting(services, 'exportFolder', () =>
    profiles.setUserSetting({ setting: 'exportFolder', value }),
  );
}

function changeSetting(
  services: Services,
  setting: SettingName,
  change: () => Outcome<null>,
): Outcome<SettingsView> {
  const refused = services.configuration.refusal(setting, services.t()) ?? services.profileLock;
  if (refused) return refused;
  const changed = change();
  return changed.ok ? success(settingsOf(services)) : changed;
}

/** A server of the policy that the user may do without, but not change. */
function presetOf({ configuration, t }: Services, id: string) {
  const isPreset = configuration.views().some((view) => view.id === id && view.isPreset);
  if (!isPreset) return null;
  const organisation = decider(configuration.policyFile, t());
  return failure('preset-by-policy', t()('policy.preset', { organisation }));
}

function settingsOf({ configuration, profiles, t }: Services): SettingsView {
  const effective = configuration.effective();
  return {
    profileName: profiles.get().name,
    servers: configuration.views(),
    locale: effective.locale.value,
    supportContact: effective.supportContact.value,
    keepsSecrets: profiles.keepsSecrets,
    policy: configuration.policyView(t()),
    allowedProbes: effective.probes.value.allowed,
    defaults: {
      redaction: effective.redaction.value,
      exportFolder: effective.exportFolder.value,
      updates: effective.updates.value,
      deadlineSec: effective.budgets.value.deadlineSec,
    },
  };
}
