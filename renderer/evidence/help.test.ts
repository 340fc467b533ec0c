import { describe, expect, it } from 'vitest';
import { en } from '../../shared/messages/en.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { Finding, Report } from '../../shared/report.ts';
import { itMessage, userActions } from './help.ts';

const t = createTranslate('en');

function finding(severity: Finding['severity'], userAction: string, itAction = ''): Finding {
  return {
    code: 'x',
    severity,
    subject: '',
    title: '',
    explanation: '',
    userAction,
    itAction,
    evidence: [],
  };
}

function report(findings: Finding[], session: Partial<Report['session']> = {}): Report {
  return {
    schema: 'callpath-report',
    version: 1,
    session: {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      startedAt: '2025-11-22T13:02:11.000Z',
      durationMs: 2000,
      status: 'completed',
      profile: 'Contoso',
      app: { name: 'Callpath', version: '1.0.0' },
      host: { os: 'Windows 11', arch: 'x64', hostname: 'DESK-042' },
      ...session,
    },
    verdict: { level: 'good', headline: '', summary: '', confidence: 'high' },
    findings,
    nat: {
      mapping: 'unknown',
      filtering: 'unknown',
      rfc3489: 'unknown',
      publicAddress: { address: '203.0.113.1', port: 40213, family: 'IPv4' },
      portPreservation: null,
      hairpinning: null,
      bindingLifetimeSec: null,
      alg: null,
      cgnat: null,
      confidence: 'low',
      reason: '',
    },
    probes: [],
    integrity: { sha256: '0'.repeat(64) },
  };
}

describe('userActions', () => {
  it('does not say beside an advice that there is nothing to do', () => {
    const findings = [
      finding('info', en.finding['nat-unknown'].user),
      finding('info', 'Ask support.'),
    ];
    expect(userActions(report(findings), t)).toEqual(['Ask support.']);
    expect(userActions(report(findings.slice(0, 1)), t)).toEqual(['Nothing to do.']);
  });

  it('gives each advice once, the most urgent first', () => {
    const findings = [
      finding('warning', 'Ask support.'),
      finding('critical', 'Plug in the cable.'),
      finding('warning', 'Ask support.'),
    ];
    expect(userActions(report(findings), t)).toEqual(['Plug in the cable.', 'Ask support.']);
  });

  it('does not say "nothing to do" beside a problem', () => {
    const findings = [finding('ok', 'Nothing to do.'), finding('warning', 'Ask support.')];
    expect(userActions(report(findings), t)).toEqual(['Ask support.']);
  });

  it('advises to check again where the check did not end', () => {
    const findings = [finding('ok', 'Nothing to do.')];
    expect(userActions(report(findings, { status: 'cancelled' }), t)).toEqual([
      'Check again for a full answer.',
    ]);
  });

  it('always says something', () => {
    expect(userActions(report([]), t)).toEqual(['There is nothing that you need to do.']);
  });
});

describe('itMessage', () => {
  it('is complete enough to act on: what, when, from where, which session', () => {
    const message = itMessage(
      report([finding('warning', '', 'Allow UDP 3478.')], { ticket: 'INC-1' }),
      t,
    );
    expect(message).toContain('Allow UDP 3478.');
    expect(message).toContain('2025-11-22 13:02:11 UTC');
    expect(message).toContain('203.0.113.1');
    expect(message).toContain('INC-1');
    expect(message).toContain('01890a5d-ac96-774b-bcce-b302099a8057');
  });

  it('is nothing where all is in order', () => {
    expect(itMessage(report([finding('ok', '', 'Passed.')]), t)).toBeNull();
  });
});
