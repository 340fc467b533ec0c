import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'electron-builder';
import { requireElectron } from '../../build/electron-runtime.ts';
import { packageConfiguration } from '../../build/package-configuration.ts';
import { projectPath } from '../../build/paths.ts';
import { displayForTests } from '../e2e/display.ts';
import { bytesAdded, debuggerOf, executable, makePackage } from '../e2e/packaged.ts';
import { sandboxSwitches } from '../electron-switches.ts';
import { whenUsable } from './debugged-page.ts';
import { median, medianRatio } from './paired.ts';

const runs = 21;
const timeoutMs = 60_000;

/** What the issue allows: bytes beside Electron's own files, and the start as a multiple of an empty packaged application. */
export const allowedPackage = { addedBytes: 15_000_000, start: 1.15, packagingSec: 90 } as const;

export interface PackageRow {
  name: string;
  /** Beside Electron's own files. */
  addedMegabytes: number;
  /** From the start of the process to a button that can be pressed. */
  medianMs: number;
  minMs: number;
  maxMs: number;
  timesStart: number;
  /** `npm run package -- --dir`. */
  packagingSec: number | null;
}

interface Subject {
  name: string;
  executable: string;
  usable: string;
  added: number;
}

/**
 * Size and start of the packaged application beside an empty one that is packaged the same way, with the same fuses. They take
 * turns. The fuses keep the hook out that window.bench.ts loads, so both are watched by Chromium's own debugging port, which costs
 * both the same. Linux only. Takes about 3 min.
 */
export async function packageBench(): Promise<PackageRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-bench-package-'));
  const { display, end } = await displayForTests();
  try {
    const startMs = performance.now();
    const made = await makePackage();
    if (made.status !== 0) throw new Error(made.stderr);
    const packagingSec = Math.round((performance.now() - startMs) / 1000);
    const empty = await packageEmptyWindow(path.join(folder, 'empty'));
    const subjects: Subject[] = [
      { name: 'an empty application', executable: empty, usable: 'button', added: 0 },
      {
        name: 'Callpath',
        executable,
        usable: 'button[type="submit"]',
        added: await bytesAdded(),
      },
    ];
    const times = await takeTurns(subjects, folder, display);
    return subjects.map(({ name, added }, index) => {
      const own = times[index] ?? [];
      return {
        name,
        addedMegabytes: Math.round(added / 1e5) / 10,
        medianMs: Math.round(median(own)),
        minMs: Math.round(Math.min(...own)),
        maxMs: Math.round(Math.max(...own)),
        timesStart: medianRatio(own, times[0] ?? []),
        packagingSec: index === 0 ? null : packagingSec,
      };
    });
  } finally {
    end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Resolves with the path of its executable. */
async function packageEmptyWindow(output: string): Promise<string> {
  const appPath = path.join(import.meta.dirname, 'empty-window');
  const config = packageConfiguration(requireElectron(), {
    appPath,
    licensesPath: path.join(projectPath, 'LICENSE'),
  });
  await build({
    projectDir: projectPath,
    publish: 'never',
    dir: true,
    config: {
      ...config,
      directories: { ...config.directories, output },
      // Those of the checkout are looked for as well.
      files: ['**/*', '!node_modules/**'],
    },
  });
  return path.join(output, 'linux-unpacked', 'empty-window');
}

async function takeTurns(subjects: readonly Subject[], folder: string, display: string) {
  const times = subjects.map((): number[] => []);
  // The first round warms the file cache up and makes the user data.
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, subject] of subjects.entries()) {
      const elapsedMs = await startOnce(subject, path.join(folder, `user-${index}`), display);
      if (run > 0) times[index]?.push(elapsedMs);
    }
  }
  return times;
}

async function startOnce(
  { executable: program, usable }: Subject,
  userData: string,
  display: string,
): Promise<number> {
  const startMs = performance.now();
  const child = spawn(
    program,
    [...sandboxSwitches, `--user-data-dir=${userData}`, '--remote-debugging-port=0'],
    {
      env: { ...process.env, DISPLAY: display },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    },
  );
  const closed = once(child, 'close');
  try {
    await whenUsable(await debuggerOf(child), usable);
    return performance.now() - startMs;
  } finally {
    child.kill();
    await closed;
  }
}

if (import.meta.main) {
  const rows = await packageBench();
  console.table(rows);
  const { timesStart = NaN, addedMegabytes = NaN } = rows.at(-1) ?? {};
  const isSmall = addedMegabytes * 1e6 <= allowedPackage.addedBytes;
  if (!isSmall || timesStart > allowedPackage.start) process.exitCode = 1;
}
