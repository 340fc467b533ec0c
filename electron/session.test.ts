import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckEvent } from '../shared/check.ts';
import { createTranslate } from '../shared/messages/translate.ts';
import { failure } from '../shared/outcome.ts';
import { defaultProfile } from '../shared/profile.ts';
import type { Sessions } from './history/sessions.ts';
import { openHistory, type OpenedHistory } from './open-history.ts';
import { runSession } from './session.ts';

const t = createTranslate('en');

describe('runSession with a history', () => {
  let folder: string;
  let opened: OpenedHistory;
  let events: CheckEvent[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'callpath-session-'));
    const history = openHistory(join(folder, 'history.db'), t);
    if (!history.ok) throw new Error(history.message);
    opened = history.value;
    events = [];
  });

  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true });
  });

  const run = (history: Sessions) =>
    runSession({
      profile: defaultProfile,
      check: { probes: ['local.interfaces', 'relay.baseline'] },
      history,
      t,
      app: { name: 'Callpath', version: '0.0.0' },
      signal: new AbortController().signal,
      onEvent: (event) => events.push(event),
    });
  const notSaved = () => events.filter(({ type }) => type === 'not-saved');

  it('keeps the whole check where the history was only locked at its start', async () => {
    const { sessions } = opened;
    vi.spyOn(sessions, 'beginSession').mockReturnValueOnce(failure('locked', 'in use'));
    const report = await run(sessions);
    expect(sessions.getReport(report.session.id)).toEqual({ ok: true, value: report });
    expect(report.probes).toHaveLength(2);
    expect(notSaved()).toEqual([]);
  });

  it('does not try to store each probe after one that could not be stored', async () => {
    const { sessions } = opened;
    const append = vi
      .spyOn(sessions, 'appendProbe')
      .mockReturnValueOnce(failure('locked', 'in use'));
    const report = await run(sessions);
    expect(append).toHaveBeenCalledTimes(1);
    expect(sessions.getReport(report.session.id)).toEqual({ ok: true, value: report });
  });

  it('ends with its report where nothing can be stored, and says so once', async () => {
    const { sessions } = opened;
    for (const write of ['beginSession', 'appendProbe', 'finishSession'] as const) {
      vi.spyOn(sessions, write).mockReturnValue(failure('disk-full', 'no room'));
    }
    const report = await run(sessions);
    expect(report.session.status).toBe('completed');
    expect(notSaved()).toHaveLength(1);
  });
});
