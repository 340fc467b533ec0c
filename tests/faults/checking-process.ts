import { writeSync } from 'node:fs';
import { openHistory } from '../../electron/open-history.ts';
import { recoverInterrupted, runSession } from '../../electron/session.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { profileWith } from './profile-with.ts';

/**
 * A process that makes checks of the embedded relay and of local STUN servers, one after the other, into the history that it
 * is given, until it is killed. It prints a line as soon as something is stored: `probe SESSION ID`, `finished SESSION`.
 */
const [file = '', ports = ''] = process.argv.slice(2);
const t = createTranslate('en');
// In one write, so that a killed process leaves whole lines only.
const print = (line: string) => writeSync(1, `${line}\n`);
const opened = openHistory(file, t);
if (!opened.ok) throw new Error(`${opened.code}: ${opened.message}`);
const { sessions, notices } = opened.value;
for (const notice of notices) print(`notice ${notice}`);
const recovered = recoverInterrupted(sessions, t);
if (!recovered.ok) throw new Error(`${recovered.code}: ${recovered.message}`);
print('ready');
for (;;) {
  let failed = false;
  await runSession({
    profile: profileWith(ports.split(',')),
    check: { ticket: 'FAULT-1' },
    history: sessions,
    t,
    app: { name: 'Callpath', version: '0.0.0' },
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.type === 'not-saved') {
        failed = true;
        print(`not-saved ${event.message}`);
      }
      if (failed) return;
      if (event.type === 'ended') print(`probe ${event.sessionId} ${event.probe.id}`);
      if (event.type === 'finished') print(`finished ${event.sessionId}`);
    },
  });
}
