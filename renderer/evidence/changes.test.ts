import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, Report } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { allocation, answeredBinding, failedBinding } from '../../shared/testing/probes.ts';
import { createFormat } from '../format.ts';
import { describeChanges } from './changes.ts';

const t = createTranslate('en');
const format = createFormat('en', t);
const server = 'turn.example.org:3478';

function report(level: Report['verdict']['level'], probes: ProbeResult[]): Report {
  return exampleReport({ verdict: { ...exampleReport().verdict, level }, findings: [], probes });
}

describe('describeChanges', () => {
  it('says in words what became worse', () => {
    const lines = describeChanges(
      report('good', [answeredBinding(server)]),
      report('degraded', [failedBinding(server, 'timeout')]),
      t,
      format,
    );
    expect(lines).toEqual([
      {
        kind: 'verdict',
        text: 'The result was “No problem found” and is now “Calls work with limits”.',
        direction: 'worse',
      },
      { kind: 'server', text: 'turn.example.org does not answer any more.', direction: 'worse' },
    ]);
  });

  it('says the same of several addresses of a server once', () => {
    const failed = { status: 'failed', error: { code: 'timeout', message: '' } } as const;
    const tls = { id: 'tls', target: 'turns:turn.example.org', transport: 'tls' } as const;
    const lines = describeChanges(
      report('good', [allocation(server), allocation(server, tls)]),
      report('good', [allocation(server, failed), allocation(server, { ...tls, ...failed })]),
      t,
      format,
    );
    const [relay, silent, ...others] = lines.map(({ text }) => text);
    expect(relay).toBe('No relay can be used now. Before, one could.');
    expect(silent).toBe('turn.example.org does not answer any more.');
    expect(others).toEqual([]);
  });

  it('has nothing to say where nothing changed', () => {
    const same = report('good', [answeredBinding(server)]);
    expect(describeChanges(same, same, t, format)).toEqual([]);
  });
});
