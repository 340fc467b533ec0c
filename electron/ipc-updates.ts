import type { IpcCall } from '../shared/ipc-channel.ts';
import type { IpcOutputs } from '../shared/ipc.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import { askToInstall } from './desktop/ask-to-install.ts';
import { describeItself, readLicences } from './desktop/about.ts';
import type { Services } from './services.ts';

type Handler<K extends IpcCall> = () => Outcome<IpcOutputs[K]> | Promise<Outcome<IpcOutputs[K]>>;
type UpdateCall =
  | 'about'
  | 'listLicences'
  | 'updateState'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'cancelUpdate'
  | 'installUpdate';

/** The calls of the view that says what this Callpath is, and replaces it by a newer one. */
export function updateHandlers(services: Services): { [K in UpdateCall]: Handler<K> } {
  const { updates } = services;
  return {
    about: () => success(describeItself()),
    listLicences: async () => success(await readLicences()),
    updateState: () => success(updates.state),
    checkForUpdates: async () => success(await updates.check()),
    downloadUpdate: async () => success(await updates.download()),
    cancelUpdate: () => {
      updates.cancel();
      return success(null);
    },
    installUpdate: () => install(services),
  };
}

async function install(services: Services): Promise<Outcome<IpcOutputs['installUpdate']>> {
  const { updates, check } = services;
  const window = services.window();
  const { state } = updates;
  if (state.phase !== 'ready' || !window) return success(state);
  const t = services.t();
  if (check.isRunning) return failure('check-running', t('updates.checkRunning'));
  const isAgreed = await askToInstall(window, state.version, t);
  // A check may have been started from the menu while the question stood there.
  if (check.isRunning) return failure('check-running', t('updates.checkRunning'));
  return success(isAgreed ? updates.install() : updates.state);
}
