import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { createTranslate } from '../../shared/messages/translate.ts';
import { reportSchema } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import {
  connectedCall,
  failedCall,
  gathered,
  iceCandidate,
  iceError,
  media,
  relayCandidate,
  skippedCall,
} from '../../shared/testing/webrtc-probes.ts';
import { webrtcLines } from './print-webrtc.ts';
import { probeFacts, probeLine } from '../report/facts.ts';
import { toHtml } from '../report/html.ts';
import { toMarkdown } from '../report/markdown.ts';
import { redactReport } from '../report/redaction.ts';

const t = createTranslate('en');
const eu = 'turn:turn-eu.example.org';
const probes = [
  gathered(eu, [iceCandidate(), relayCandidate(eu)], [iceError(401)]),
  connectedCall('host'),
  connectedCall('relay', eu),
  failedCall('srflx'),
  media('relay', eu),
];
const report = exampleReport({ probes });

describe('the rows and facts of test calls', () => {
  it('name the way, the outcome and the numbers', () => {
    expect(
      probes.map((probe) => probeLine(probe, t)).map((line) => [line.target, line.result]),
    ).toEqual([
      [eu, '1 × own address, 1 × relay address'],
      ['Inside this computer', 'connected'],
      [eu, 'connected'],
      ['Direct, by the outside address', 'stopped after 3 s at: trying the ways'],
      [eu, 'Voice would sound very good'],
    ]);
    const facts = probes.flatMap((probe) => probeFacts(probe, t));
    const values = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    expect(values).toContain('does not accept the user name and password');
    expect(values).toContain('relay address to relay address, UDP (198.51.100.7:50001');
    expect(values).toContain('E-model (ITU-T G.107)');
  });

  it('are in the web page and in Markdown', async () => {
    expect(await toHtml(report, 'en')).toContain('Direct, by the outside address');
    expect(toMarkdown(report, t)).toContain('stopped after 3 s at: trying the ways');
  });
});

describe('a redacted report with test calls', () => {
  it('is valid, keeps the terms and gives away no address, not even a part of one', () => {
    const named = exampleReport({ probes });
    const hostname = 'relay';
    const session = { ...named.session, host: { ...named.session.host, hostname } };
    const redacted = redactReport({ ...named, session });
    expect(() => v.parse(reportSchema, redacted)).not.toThrow();
    expect(JSON.stringify(redacted)).not.toMatch(/192\.168|203\.0\.113|198\.51|turn-eu/);
  });
});

describe('the terminal', () => {
  it('prints one line a call, and one for sound and picture', () => {
    expect(webrtcLines(report, t)).toEqual([
      'Test calls in Chromium: 2 of 3 connected',
      '  Inside this computer: connected in 181 ms (own address to own address, UDP), round trip 25 ms, 0 % lost',
      '  Through turn-eu.example.org over UDP: connected in 181 ms (relay address to relay address, UDP), round trip 25 ms, 0 % lost',
      '  Direct, by the outside address: stopped after 3 s at: trying the ways',
      '  Sound and picture through turn-eu.example.org over UDP: voice very good, estimated score 4.4 of 5',
      '',
    ]);
  });

  it('prints one line for all that were left out, with the reason', () => {
    const skipped = exampleReport({ probes: [skippedCall('host'), skippedCall('baseline')] });
    expect(webrtcLines(skipped, t)).toEqual([
      'Test calls: 2 tests not run. Test calls need Chromium: run them in the application.',
      '',
    ]);
    expect(webrtcLines(exampleReport(), t)).toEqual([]);
  });
});
