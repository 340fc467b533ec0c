import type { BrowserWindow } from 'electron';
import type { CheckEvent } from '../shared/check.ts';
import type { Locale } from '../shared/locale.ts';
import type { Translate } from '../shared/messages/translate.ts';
import type { Failure } from '../shared/outcome.ts';
import type { Session } from '../shared/report.ts';
import type { AskedCredentials } from './policy/asked-credentials.ts';
import type { CheckReplay } from './check-replay.ts';
import type { CurrentCheck } from './current-check.ts';
import type { DeviceAccess } from './desktop/device-access.ts';
import type { Updates } from './desktop/updates.ts';
import type { Sessions } from './history/sessions.ts';
import type { ReportOpening } from './open-report.ts';
import type { Configuration } from './policy/configuration.ts';
import type { Witness } from './probe/witness.ts';
import type { ProfileStore } from './profiles.ts';
import type { PrintPdf } from './report/render.ts';
import type { Troubles } from './troubles.ts';
import type { WatchPower } from './watch-disturbances.ts';

/** What the handlers of the window's calls work on. Functions give what can change while the application runs. */
export interface Services {
  app: Session['app'];
  window: () => BrowserWindow | null;
  check: CurrentCheck;
  /** The user's own choices: to be changed here, and to be read from `configuration`. */
  profiles: ProfileStore;
  /** What is in effect: the user's profile under the policy. */
  configuration: Configuration;
  /** What the person was asked for, and what `configuration` fills in. */
  asked: AskedCredentials;
  /** Why the profile must not be changed: its file could not be read, and would be lost. */
  profileLock: Failure | null;
  /** `null`: the history could not be opened. */
  history: () => Sessions | null;
  locale: () => Locale;
  t: () => Translate;
  /** Told once what the last start left behind is tidied up. */
  notices: Promise<readonly string[]>;
  troubles: Troubles;
  replay: CheckReplay;
  openWitness: () => Witness;
  watchPower: WatchPower;
  printPdf: PrintPdf;
  devices: DeviceAccess;
  opening: ReportOpening;
  updates: Updates;
  onLocaleChanged: () => void;
  /** What a check tells, for what stands outside of the window; `null` when it is over, however it ended. */
  onCheckEvent: (event: CheckEvent | null) => void;
}
