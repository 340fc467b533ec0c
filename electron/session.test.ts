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

  it('stores with the next probe what could not be stored before', async () => {
    const { sessions } = opened;
    vi.spyOn(sessions, 'beginSession').mockReturnValueOnce(failure('disk-full', 'no room'));
    vi.spyOn(sessions, 'appendProbe').mockReturnValueOnce(failure('disk-full', 'no room'));
    const finish = vi.spyOn(sessions, 'finishSession').mockReturnValue(failure('lost', 'lost'));
    const report = await run(sessions);
    finish.mockRestore();
    const left = sessions.findInterrupted(() => false);
    expect(left).toMatchObject({ ok: true, value: [{ id: report.session.id }] });
    expect(left.ok && left.value[0]?.probes).toEqual(report.probes);
    expect(notSaved()).toHaveLength(1);
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
