import { expect, test } from 'vitest';
import type { Session } from '../../shared/report.ts';
import { reportFileName } from './file-name.ts';

const session = { startedAt: '2026-11-22T07:13:45.123Z' } as Session;

test('names the time of the check', () => {
  expect(reportFileName(session, 'html')).toBe('callpath-2026-11-22-0713.html');
});

test('names the ticket', () => {
  expect(reportFileName({ ...session, ticket: 'INC-1234' }, 'json')).toBe(
    'callpath-2026-11-22-0713-INC-1234.json',
  );
});

test.each([
  ['../../etc/passwd', 'callpath-2026-11-22-0713-etc-passwd.md'],
  ['a\\b:c*d?', 'callpath-2026-11-22-0713-a-b-c-d.md'],
  ['工单 7', 'callpath-2026-11-22-0713-工单-7.md'],
  ['///', 'callpath-2026-11-22-0713.md'],
  ['x'.repeat(300), `callpath-2026-11-22-0713-${'x'.repeat(40)}.md`],
])('makes a file name of the ticket %s', (ticket, name) => {
  expect(reportFileName({ ...session, ticket }, 'md')).toBe(name);
});
