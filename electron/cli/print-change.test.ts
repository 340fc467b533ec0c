import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compareReports } from '../../shared/compare.ts';
import type { Locale } from '../../shared/locale.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { type Report, reportSchema } from '../../shared/report.ts';
import { changeLine } from './print-change.ts';

/** Checks of the NAT lab, recorded by tests/lab/record-pairs.ts. */
const folder = path.join(import.meta.dirname, '../../tests/testdata/recorded/pairs');

function recorded(name: string): Report {
  return v.parse(reportSchema, JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));
}

function whatChanged(pair: string, locale: Locale = 'en'): string[] {
  const t = createTranslate(locale);
  const changes = compareReports(recorded(`${pair}-before`), recorded(`${pair}-after`));
  return changes.map((change) => changeLine(change, t));
}

describe('what changed between two checks of the lab', () => {
  it('is told where a full cone became symmetric', () => {
    expect(whatChanged('full-cone-to-symmetric')).toEqual([
      '- The network treats calls differently: it was “full cone NAT” and is now “symmetric NAT”.',
      '- How the network gives out ports (mapping) changed from “endpoint-independent” to “address- and port-dependent”.',
      '- What the network lets in (filtering) changed from “endpoint-independent” to “address- and port-dependent”.',
    ]);
  });

  it('is told where UDP was blocked', () => {
    expect(whatChanged('udp-blocked')).toEqual([
      '- The result was “No problem found” and is now “Calls work with limits”.',
      '- UDP is blocked now. It worked before.',
      '- stun:198.51.100.10 does not answer any more.',
      '- stun:198.51.100.20 does not answer any more.',
      '- turn:198.51.100.10 does not answer any more.',
    ]);
  });

  it('is told where a server went down', () => {
    expect(whatChanged('server-down')).toEqual([
      '- The result was “No problem found” and is now “Calls work with limits”.',
      '- stun:198.51.100.20 does not answer any more.',
    ]);
  });

  it('is told where a VPN came up', () => {
    expect(whatChanged('vpn-up').slice(0, 3)).toEqual([
      '· A connection that looks like a VPN is up now: tun0.',
      '· The public address changed from 203.0.113.1 to 192.0.2.2.',
      '+ The network treats calls differently: it was “port-restricted cone NAT” and is now “open internet”.',
    ]);
  });

  it('is told in Chinese, too', () => {
    expect(whatChanged('vpn-up', 'zh-CN').slice(0, 2)).toEqual([
      '· 现在连接了一个看起来是 VPN 的网络：tun0。',
      '· 公网地址由 203.0.113.1 变为 192.0.2.2。',
    ]);
  });
});
