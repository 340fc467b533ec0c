import { bundle } from './bundle.ts';
import { command } from './run-command.ts';

/** `npm run build`: bundles the application into `out/`. */
await command(async () => {
  const startedAt = performance.now();
  await bundle();
  console.log(`Built into out/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
});
