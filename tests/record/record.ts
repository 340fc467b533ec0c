import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ownInstance } from '../lab/instance.ts';
import { removeOnSignal } from '../lab/on-signal.ts';
import { raiseLab } from '../lab/standing-lab.ts';
import { recordTo } from './keep-recording.ts';
import { type LabRecording, labRecordings } from './lab-recordings.ts';
import {
  readRecording,
  recordedFolder,
  recordedNames,
  reportOf,
  writeIndex,
  writeRecording,
} from './recording.ts';

/**
 * `npm run record [-- --only PART] [--no-relays] [--no-lab] [--list]`: makes the recordings in tests/testdata/recorded anew,
 * by real checks in the lab (as root) and of provoked failures of relays. `--only`: those of the lab whose name contains
 * PART. `--list` records nothing and prints what each is judged to be today.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    relays: { type: 'boolean', default: true },
    lab: { type: 'boolean', default: true },
    list: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const jobs = 2;

if (values.list) list();
else {
  if (values.lab) await recordLabs();
  if (values.relays && values.only === '') await recordRelays();
  writeIndex();
}

async function recordLabs(): Promise<void> {
  const waiting = labRecordings.filter(({ name }) => name.includes(values.only)).values();
  const instances = Array.from({ length: jobs }, (_, index) => ownInstance(`record${index}`));
  removeOnSignal(instances);
  const work = async (instance: string) => {
    for (const one of waiting) {
      await recordInLab(one, instance).catch((error: unknown) => {
        console.error(`${one.name}: ${String(error)}`);
        process.exitCode = 1;
      });
    }
  };
  await Promise.all(instances.map(work));
}

async function recordInLab(
  { name, source, type, record }: LabRecording,
  instance: string,
): Promise<void> {
  const lab = await raiseLab(type, instance);
  try {
    writeRecording(name, { source, ...(await record(lab)) });
    console.log(name);
  } finally {
    lab.remove();
  }
}

/** The tests of provoked failures keep what they find. */
async function recordRelays(): Promise<void> {
  const projectPath = path.join(import.meta.dirname, '..', '..');
  const vitest = path.join(projectPath, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project=interop', 'tests/interop/turn-findings'];
  const child = spawn(process.execPath, args, {
    cwd: projectPath,
    stdio: 'inherit',
    env: { ...process.env, [recordTo]: recordedFolder },
  });
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) process.exitCode = 1;
}

function list(): void {
  for (const name of recordedNames()) {
    const recording = readRecording(name);
    const { verdict, findings } = reportOf(recording, 'en');
    const codes = findings.map(({ code }) => code).join(', ');
    console.log(`${name}\n  ${verdict.level}: ${verdict.headline}\n  ${codes}`);
    console.log(`  ${reportOf(recording, 'zh-CN').verdict.headline}`);
  }
}
