import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from './log.ts';

async function freshLog() {
  vi.resetModules();
  return import('./log.ts');
}

describe('the log', () => {
  let written: LogEntry[];
  const collect = () => Promise.resolve((entry: LogEntry) => void written.push(entry));

  beforeEach(() => {
    written = [];
  });

  it('keeps what is said before it is open, and writes it in order', async () => {
    const { log, openLog } = await freshLog();
    log.info('first');
    log.error('second', { reason: 'killed' });
    await openLog(collect);
    log.warn('third');
    expect(written.map(({ level, event }) => `${level} ${event}`)).toEqual([
      'info first',
      'error second',
      'warn third',
    ]);
    expect(written[1]?.facts).toEqual({ reason: 'killed' });
  });

  it('keeps only the newest where it never opens', async () => {
    const { log, openLog } = await freshLog();
    for (let index = 0; index < 1000; index += 1) log.info('again', { index });
    await openLog(collect);
    expect(written).toHaveLength(200);
    expect(written.at(-1)?.facts).toEqual({ index: 999 });
  });

  it('goes on where its file cannot be opened', async () => {
    const { log, openLog } = await freshLog();
    await openLog(() => Promise.reject(new Error('no such chunk')));
    log.error('still-there');
    await openLog(collect);
    expect(written).toMatchObject([{ event: 'still-there' }]);
  });

  it('tells of an error where it was thrown, and of anything else what it says', async () => {
    const { errorFacts } = await freshLog();
    expect(errorFacts(new Error('gone'))['error']).toMatch(/gone[^]*log\.test\.ts/);
    expect(errorFacts('just a word')).toEqual({ error: 'just a word' });
  });
});
