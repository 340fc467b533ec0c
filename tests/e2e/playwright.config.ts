import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const projectPath = join(import.meta.dirname, '..', '..');

/** The real application, one start a test, each with a user data folder of its own. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.e2e.ts',
  globalSetup: join(import.meta.dirname, 'global-setup.ts'),
  outputDir: join(projectPath, 'test-results', 'e2e'),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ??
          join(projectPath, 'test-results', 'e2e.json'),
      },
    ],
  ],
});
