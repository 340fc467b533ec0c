import { expect, it } from 'vitest';
import { seededRandom } from '../../shared/testing/random.ts';
import { bundleCheckingProcess } from '../faults/bundle.ts';
import { killRounds } from '../faults/kill.ts';

it('loses no probe that had ended, and leaves a sound history, whenever a check is killed', async () => {
  // `npm run test:faults` does it a thousand times.
  const script = await bundleCheckingProcess();
  const result = await killRounds(script, 12, seededRandom(5));
  expect(result.probes).toBeGreaterThan(0);
  expect(result).toMatchObject({ lost: [], problems: [] });
}, 120_000);
