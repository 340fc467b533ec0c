import { defineConfig } from 'vitest/config';

/**
 * Tests of real programs, networks and windows depend on when the machine lets whom run: what fails is tried once more, and
 * `tests/run.ts` names at its end what passed only then.
 */
const retry = 1;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'shared/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.ts',
            'build/**/*.test.ts',
            'tests/record/**/*.test.ts',
          ],
          environment: 'node',
          globalSetup: 'tests/report-page-setup.ts',
        },
      },
      {
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/report-page-setup.ts',
          retry,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'interop',
          include: ['tests/interop/**/*.test.ts'],
          environment: 'node',
          retry,
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['tests/lab/**/*.test.ts'],
          environment: 'node',
          retry,
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
