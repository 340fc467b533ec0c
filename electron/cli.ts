import { enableCompileCache } from 'node:module';

/** The engine in a terminal, without Electron: `node electron/cli.ts diagnose|relay|history …`. */

// Node compiles the TypeScript at every start; the cache, in the system's temporary folder, halves the start.
enableCompileCache();
const { main } = await import('./cli/program.ts');
const { usedPolicyPath } = await import('./policy/policy-path.ts');
process.exitCode = await main(process.argv.slice(2), {
  policyPath: usedPolicyPath(false),
});
