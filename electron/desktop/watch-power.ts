import { powerMonitor } from 'electron';
import { log } from './log.ts';

export interface PowerListener {
  suspend: () => void;
  resume: () => void;
}

/** Tells when the system goes to sleep and when it is awake again. Returns what ends that. */
export function watchPower(listener: PowerListener): () => void {
  const suspend = () => {
    log.info('suspend');
    listener.suspend();
  };
  const resume = () => {
    log.info('resume');
    listener.resume();
  };
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  return () => {
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
  };
}
