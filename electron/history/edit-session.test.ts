import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report.ts';
import {
  codeOf,
  must,
  reportNumber,
  type TemporaryHistory,
  temporaryHistory,
} from './testing/temporary-history.ts';

let history: TemporaryHistory;

beforeEach(() => {
  history = temporaryHistory();
});
afterEach(() => {
  history.remove();
});

/** Any hash that goes by all that a report says will do. */
function hashOf({ integrity: _, ...report }: Report): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex');
}
const seal = (report: Report): Report => ({ ...report, integrity: { sha256: hashOf(report) } });
/** As it comes out of the history: in the order of the schema. */
const hash = (report: Report) => hashOf(report);

const { id } = reportNumber(1).session;
const problems = async () => must(await history.sessions.file.verify(hash)).problems;
const edit = (ticket: string | null, note: string | null) =>
  history.sessions.editSession({ id, ticket, note }, seal);

/** Stored and read again, so that its members are in the order in which they will be hashed. */
function store(imported = false): Report {
  must(history.sessions.finishSession(reportNumber(1)));
  const sealed = seal(must(history.sessions.getReport(id)));
  history.database.prepare('DELETE FROM session').run();
  must(
    imported
      ? history.sessions.importReport(sealed, hashOf(sealed))
      : history.sessions.finishSession(sealed),
  );
  return sealed;
}

describe('an edited session', () => {
  it('has another ticket and note, is found by them, and matches its new hash', async () => {
    const before = store();
    expect(must(edit('INC-9', 'It was the VPN.'))).toMatchObject({ ticket: 'INC-9' });
    const after = must(history.sessions.getReport(id));
    expect(after.session).toMatchObject({ ticket: 'INC-9', note: 'It was the VPN.' });
    expect(after.integrity.sha256).not.toBe(before.integrity.sha256);
    expect(await problems()).toEqual([]);
    const list = (text: string) =>
      must(history.sessions.listSessions({ before: null, limit: 5, filter: { text } })).total;
    expect([list('the vpn'), list('INC-1234')]).toEqual([1, 0]);
  });

  it('is what the check stored again once the edit is taken back', () => {
    const before = store();
    must(edit(null, 'x'.repeat(10_000)));
    must(edit(null, null));
    expect(must(history.sessions.getReport(id)).session).not.toHaveProperty('note');
    must(edit(before.session.ticket ?? null, before.session.note ?? null));
    expect(must(history.sessions.getReport(id))).toEqual(before);
    expect(history.database.prepare('SELECT checked_sha256 FROM session').pluck().get()).toBeNull();
  });

  it('has no ticket where an empty one was typed', () => {
    store();
    must(edit('', ''));
    const { session } = must(history.sessions.getReport(id));
    expect(session).not.toHaveProperty('ticket');
  });

  it.each([
    ['what it is about', "UPDATE session SET verdict_headline = 'All is well'"],
    ['the ticket of the check', "UPDATE session SET checked_ticket = 'INC-2'"],
    ['the ticket of now', "UPDATE session SET ticket = 'INC-2'"],
  ])('is told as altered where another hand changed %s', async (_, sql) => {
    store();
    must(edit('INC-9', null));
    history.database.exec(sql);
    expect(await problems()).toMatchObject([{ sessionId: id }]);
  });

  it('is altered even where that hand sealed it anew', async () => {
    store();
    must(edit('INC-9', null));
    history.database.exec("UPDATE session SET verdict_headline = 'All is well'");
    const sha256 = hashOf(must(history.sessions.getReport(id)));
    history.database.prepare('UPDATE session SET sha256 = ?').run(sha256);
    expect(await problems()).toMatchObject([{ sessionId: id }]);
  });

  it('must be there', () => {
    expect(codeOf(edit('INC-9', null))).toBe('session-missing');
  });
});

describe('an imported session', () => {
  const integrity = () =>
    must(history.sessions.listSessions({ before: null, limit: 1 })).sessions[0]?.integrity;

  it('stays intact when it is edited', async () => {
    store(true);
    must(edit('INC-9', null));
    expect(integrity()).toBe('intact');
    expect(await problems()).toEqual([]);
  });

  it('that came changed stays so when it is edited, and is no damage of the history', async () => {
    const changed = { ...reportNumber(1), integrity: { sha256: 'f'.repeat(64) } };
    must(history.sessions.importReport(changed));
    const actual = hashOf(must(history.sessions.getReport(id)));
    must(history.sessions.deleteSessions([id]));
    must(history.sessions.importReport(changed, actual));
    expect(integrity()).toBe('changed');
    expect(await problems()).toEqual([]);

    must(edit('INC-9', null));
    expect(integrity()).toBe('changed');
    expect(must(history.sessions.getReport(id)).integrity.sha256).toBe('f'.repeat(64));
    expect(await problems()).toEqual([]);

    history.database.exec("UPDATE session SET verdict_headline = 'All is well'");
    expect(await problems()).toMatchObject([{ sessionId: id }]);
  });
});
