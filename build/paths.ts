import { join } from 'node:path';

/** The checkout. */
export const projectPath = join(import.meta.dirname, '..');
/** What `npm run build` makes: `main/main.js`, `preload/preload.cjs`, `renderer/`, `report/report-page.js`. */
export const outPath = join(projectPath, 'out');
/** What is prepared on this machine and ignored by git. */
export const runtimePath = join(projectPath, '.runtime');
