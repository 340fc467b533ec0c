import { missingForElectron } from '../e2e/missing.ts';
import { labRequirement } from '../lab/requirement.ts';
import { codecBench } from './codec.bench.ts';
import { diagnosisBench } from './diagnosis.bench.ts';
import { requirement } from '../requirements.ts';
import { historyBench } from './history.bench.ts';
import { historyWindowBench } from './history-window.bench.ts';
import { longMediaBench } from './long-media.bench.ts';
import { natBench } from './nat.bench.ts';
import { packageBench } from './package.bench.ts';
import { reportBench } from './report.bench.ts';
import { relayBench, relayMemoryBench } from './relay.bench.ts';
import { webrtcBench } from './webrtc.bench.ts';
import { windowBench } from './window.bench.ts';

/** `npm run bench`: every number that Callpath promises, with its peers in the same run. */
console.log('STUN codec');
console.table(await codecBench());
console.log('\nOffline diagnosis, whole process');
console.table(await diagnosisBench());
console.log('\nA history of 100,000 sessions');
console.table(await historyBench());
console.log('\nNAT discovery, whole process, in the lab');
if (!labRequirement().skip) console.table(await natBench());
const isLinux = process.platform === 'linux';
console.log('\nThe embedded relay beside coturn');
if (isLinux && !requirement('interop', ['turnserver', 'turnutils_uclient']).skip) {
  console.table(await relayBench());
}
console.log('\nMemory of the embedded relay');
if (isLinux) console.table(await relayMemoryBench());
if (missingForElectron() === null) {
  console.log('\nReports as HTML and PDF');
  console.table(await reportBench());
  console.log('\nThe window beside the same Electron with an empty page');
  if (isLinux) console.table(await windowBench());
  console.log('\nThe package beside an empty packaged application');
  if (isLinux) console.table(await packageBench());
  console.log('\nCalls of Chromium on loopback');
  console.table(await webrtcBench());
  console.log('\nA minute of media through the embedded relay');
  console.table(await longMediaBench());
  console.log('\nThe history in the window, 100,000 sessions');
  console.table(await historyWindowBench());
}
