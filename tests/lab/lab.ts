import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { Command } from 'commander';
import { parseInstance } from './instance.ts';
import { labTypes, parseLabType } from './lab-types.ts';
import { onMachine } from './namespaces.ts';
import { removeOnSignal } from './on-signal.ts';
import { labStands, raiseLab, removeLab } from './standing-lab.ts';

/** `npm run lab -- up TYPE | down | exec CMD…`: the NAT lab by hand. Needs root. */

interface InstanceOption {
  instance: string;
}

const instanceOption = ['--instance <name>', 'which lab, where several stand', 'default'] as const;

const program = new Command('lab')
  .description('a NAT in network namespaces, with servers behind it')
  .enablePositionalOptions();

program
  .command('up')
  .argument('<type>', labTypes.join(', '))
  .option(...instanceOption)
  .description('build a lab; one with the same name is removed')
  .action(async (text: string, options: InstanceOption) => {
    const instance = parseInstance(options.instance);
    const type = parseLabType(text);
    removeOnSignal([instance]);
    await raiseLab(type, instance);
    console.log(`The lab "${instance}" is up: ${type}.`);
  });

program
  .command('down')
  .option(...instanceOption)
  .description('end all that runs in a lab and remove it')
  .action(async (options: InstanceOption) => {
    removeLab(parseInstance(options.instance));
  });

program
  .command('exec')
  .argument('<command...>', 'program and its arguments')
  .option(...instanceOption)
  .passThroughOptions()
  .description("run a command on the lab's client")
  .action(async (command: string[], options: InstanceOption) => {
    const instance = parseInstance(options.instance);
    if (!labStands(instance)) {
      throw new Error(`No lab "${instance}" stands. Build it: npm run lab -- up TYPE`);
    }
    const child = spawn('ip', onMachine(instance, 'client', command), { stdio: 'inherit' });
    const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    process.exitCode = status ?? 128 + os.constants.signals[signal ?? 'SIGKILL'];
  });

try {
  if (process.getuid?.() !== 0) {
    throw new Error('The lab needs root, for network namespaces: run it with sudo.');
  }
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
