import type { Report } from '../report.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
  refusedAllocation,
} from './probes.ts';

/** Of the shape of a hash, and of nothing: seal the report where its hash matters. */
const noHash = '0'.repeat(64);

/** A finished check with two servers that answer, one that is silent and one that refuses the credentials. Valid, not sealed. */
export function exampleReport(overrides: Partial<Report> = {}): Report {
  const probes: Report['probes'] = [
    adapters(),
    baseline(),
    answeredBinding('stun.example.org:3478'),
    answeredBinding('stun.example.org:3478', {
      id: 'stun.binding/udp6/stun.example.org:3478',
      family: 'IPv6',
      status: 'skipped',
      result: null,
      error: { code: 'not-supported', message: 'stun.example.org has no IPv6 address.' },
    }),
    answeredBinding('turn-eu.example.org:3478', { target: 'turn:turn-eu.example.org' }),
    allocation('turn-eu.example.org:3478', { target: 'turn:turn-eu.example.org' }),
    failedBinding('turn-us.example.org:3478', 'timeout', {
      target: 'turn:turn-us.example.org',
      error: { code: 'timeout', message: 'No answer to 4 requests within 2 s.' },
    }),
    answeredBinding('turn-ap.example.org:3478', { target: 'turn:turn-ap.example.org' }),
    { ...refusedAllocation('turn-ap.example.org:3478', 401), target: 'turn:turn-ap.example.org' },
  ];
  return {
    schema: 'callpath-report',
    version: 1,
    session: {
      id: '019505a0-5c00-7000-8000-000000000001',
      startedAt: '2026-03-02T14:02:11.250Z',
      durationMs: 2134.25,
      status: 'completed',
      profile: 'Contoso',
      app: { name: 'Callpath', version: '1.0.0' },
      host: { os: 'Windows 11', arch: 'x64', hostname: 'LAPTOP-7F3K' },
      ticket: 'INC-1234',
      note: 'Calls drop after a minute, since Monday.',
    },
    verdict: {
      level: 'degraded',
      headline: 'Calls will work, but not through every server',
      summary:
        'Two of four servers can be used. One does not answer, and one does not accept the user name and password.',
      confidence: 'high',
    },
    findings: [
      {
        code: 'server-silent',
        severity: 'warning',
        subject: 'turn:turn-us.example.org',
        title: 'turn:turn-us.example.org does not answer',
        explanation:
          'Other servers answer over the same network, so this server is down or the way to it is blocked.',
        userAction:
          'Calls may still work through the other servers. Send this report to support so that this server is looked at.',
        itAction:
          'No answer from turn:turn-us.example.org over UDP to 4 requests in 2 s, while other servers answered. Please check the server, and allow outbound UDP to this host and port.',
        evidence: ['stun.binding/udp4/turn-us.example.org:3478'],
      },
      {
        code: 'turn-credentials-refused',
        severity: 'warning',
        subject: 'turn:turn-ap.example.org',
        title: 'turn:turn-ap.example.org does not accept the user name and password',
        explanation:
          'The relay server answers, but refuses to relay for this user. Calls that need a relay will fail.',
        userAction:
          'Enter the user name and password again under Settings, or ask support for new ones.',
        itAction:
          'turn:turn-ap.example.org answered 401 to an Allocate request. Check name and password, and that time-limited credentials have not expired.',
        evidence: ['turn.allocate/udp4/turn-ap.example.org:3478'],
      },
      {
        code: 'baseline-ok',
        severity: 'ok',
        subject: 'this computer',
        title: 'This computer can send and receive call data',
        explanation: 'Callpath relayed 100 messages inside this computer and every one came back.',
        userAction: 'Nothing to do.',
        itAction: 'The embedded TURN relay on 127.0.0.1 passed: 100 of 100 messages came back.',
        evidence: ['relay.baseline'],
      },
    ],
    nat: {
      mapping: 'unknown',
      filtering: 'unknown',
      rfc3489: 'unknown',
      publicAddress: { address: '203.0.113.1', port: 40213, family: 'IPv4' },
      portPreservation: true,
      hairpinning: null,
      bindingLifetimeSec: null,
      alg: null,
      cgnat: null,
      confidence: 'low',
      reason: 'The behaviour of the router is not tested by this version.',
    },
    probes,
    integrity: { sha256: noHash },
    ...overrides,
  };
}
