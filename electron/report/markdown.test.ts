import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Report } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { sealReport } from './json.ts';
import { mapStrings } from './map-strings.ts';
import { escapeMarkdown, toMarkdown } from './markdown.ts';

const t = createTranslate('en');
const report = sealReport(exampleReport());
const text = toMarkdown(report, t);

describe('toMarkdown', () => {
  it('begins with the verdict', () => {
    expect(text.split('\n').slice(0, 5)).toEqual([
      '# Calls will work, but not through every server',
      '',
      'Two of four servers can be used. One does not answer, and one does not accept the user name and password.',
      '',
      '**Calls work with limits · High confidence · 2026-03-02 14:02:11 UTC · took 2.1 s**',
    ]);
  });

  it('says whose problem it is, where the report tells', () => {
    const example = exampleReport();
    const told = { ...example, verdict: { ...example.verdict, owner: 'service' as const } };
    expect(toMarkdown(sealReport(told), t).split('\n')[4]).toMatch(
      /^Whose problem: the call service/,
    );
    expect(text).not.toContain('Whose problem');
  });

  it('has every finding with its actions, every server, every test and the session', () => {
    for (const finding of report.findings) {
      expect(text).toContain(finding.title);
      expect(text).toContain(finding.itAction);
    }
    expect(text).toContain('- What you can do: Enter the user name and password again');
    expect(text).toContain(
      '- `turn:turn-us.example.org`: does not answer (no answer), lost 4 of 4',
    );
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(report.probes.length + 2);
    expect(text).toContain(
      '| Public address | `stun:stun.example.org:3478` | UDP IPv4 | 203.0.113.1:40213 | 24 ms | 0 of 5 | 112 ms |',
    );
    expect(text).toContain(`- Session: ${report.session.id}`);
    expect(text).toContain(`\`${report.integrity.sha256}\``);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('has as many cells in every row of the table, whatever the texts are', () => {
    const attack = 'a | b\n\n# c `d` <img src=x> [e](f) ~~g~~ @everyone';
    const keep = new Set([
      'kind',
      'transport',
      'family',
      'status',
      'scope',
      'code',
      'severity',
      'level',
      'confidence',
      'mapping',
      'filtering',
      'rfc3489',
      'schema',
    ]);
    const attacked = mapStrings(exampleReport(), (value, member) =>
      keep.has(member) ? value : attack,
    ) as Report;
    const { id, startedAt } = report.session;
    const session = { ...attacked.session, id, startedAt };
    const lines = toMarkdown(sealReport({ ...attacked, session }), t).split('\n');
    const rows = lines.filter((line) => line.startsWith('| '));
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual(rows.map(() => 8));
    expect(lines.filter((line) => line.startsWith('#')).length).toBe(6);
    expect(lines.join('\n').replace(/`[^`]*`/g, '')).not.toMatch(/<img|(?<!\\)~~|(?<!\\)\[e/);
  });

  it('says so where there is nothing', () => {
    const empty = toMarkdown(sealReport(exampleReport({ probes: [], findings: [] })), t);
    expect(empty).toContain('Nothing was found that needs attention.');
    expect(empty).toContain('No test was run.');
    expect(empty).not.toContain('## Servers');
  });
});

describe('escapeMarkdown', () => {
  it('leaves plain sentences as they are', () => {
    expect(escapeMarkdown('RTT 24 ms (0 of 5), stun:a.b:1')).toBe('RTT 24 ms (0 of 5), stun:a.b:1');
  });

  it('escapes what Markdown or HTML would act on', () => {
    expect(escapeMarkdown('*a* _b_ <c> & `d` |\n# e')).toBe(
      '\\*a\\* \\_b\\_ &lt;c&gt; &amp; \\`d\\` \\| \\# e',
    );
  });
});
