import type { Finding, ProbeResult, Report } from '../../shared/report.ts';
import { exampleReport } from '../../shared/testing/example-report.ts';
import { natFiltering, natMapping } from '../../shared/testing/nat-probes.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
} from '../../shared/testing/probes.ts';
import type { Random } from '../../shared/testing/random.ts';
import { turnRelay } from '../../shared/testing/turn-probes.ts';
import {
  connectedCall,
  gathered,
  iceCandidate,
  media,
} from '../../shared/testing/webrtc-probes.ts';

/** A check as a help desk's laptops make it: four STUN and four TURN servers, calls, 30 probes; `n` is its number. */

const regions = ['eu', 'us', 'ap', 'sa', 'af', 'me', 'in', 'uk', 'de', 'cn'];
const companies = ['contoso', 'fabrikam', 'litware', 'adatum', 'northwind', 'tailspin'];
const levels = ['good', 'degraded', 'blocked', 'inconclusive'] as const;
const headlines = {
  good: 'Calls will work',
  degraded: 'Calls will work, but not through every server',
  blocked: 'Calls will not connect from this network',
  inconclusive: 'It cannot be said whether calls will work',
};
const remarks = [
  'Calls drop after a minute, since Monday.',
  'The person works from home over Wi-Fi and uses the VPN of the company.',
  '用户在家办公，通话一分钟后断开，网络不稳定。',
  '重启路由器后恢复正常，已通知用户。',
  'The firewall of the branch office was replaced last week.',
  'No sound in one direction; screen sharing works.',
  '会议室的有线网络无法连接中继服务器。',
];

export interface Template {
  probes: ProbeResult[];
  findings: Finding[];
  level: (typeof levels)[number];
  company: string;
}

/** What checks have in common: one for each company and verdict. */
export function makeTemplates(): Template[] {
  return companies.flatMap((company) =>
    levels.map((level) => ({ company, level, ...evidence(company, level) })),
  );
}

function evidence(company: string, level: Template['level']) {
  const at = companies.indexOf(company);
  const region = (i: number) => regions[(at + i) % regions.length] ?? '';
  const stun = [0, 1, 2, 3].map((i) => `stun-${region(i)}.${company}.example:3478`);
  const turn = [4, 5, 6, 7].map((i) => `turn-${region(i)}.${company}.example:3478`);
  const isSilent = (i: number) => level === 'blocked' || (level === 'degraded' && i === 0);
  const ask = (server: string, i: number, uri: string) =>
    isSilent(i)
      ? failedBinding(server, 'timeout', { target: uri })
      : answeredBinding(server, { target: uri });
  const probes: ProbeResult[] = [
    adapters(),
    baseline(),
    ...stun.flatMap((server, i) => [
      ask(server, i, `stun:${server}`),
      { ...ask(server, 1, `stun:${server}`), id: `stun.binding/udp6/${server}` },
    ]),
    natMapping(),
    natFiltering(),
    ...turn.flatMap((server, i) => [
      ask(server, i, `turn:${server}`),
      allocation(server),
      allocation(server, { id: `turn.allocate/tcp4/${server}`, transport: 'tcp' }),
    ]),
    ...turn.slice(0, 2).map((server) => turnRelay(server)),
    gathered(`turn:${turn[0] ?? ''}`, [iceCandidate(), iceCandidate()]),
    connectedCall('host'),
    connectedCall('relay', `turn:${turn[0] ?? ''}`),
    media('relay', `turn:${turn[0] ?? ''}`),
  ];
  const silent = [...stun, ...turn].filter((_, i) => isSilent(i % 4));
  return { probes, findings: [...silent.map(silentServer), ...exampleReport().findings.slice(1)] };
}

function silentServer(server: string): Finding {
  const [silent] = exampleReport().findings;
  if (!silent) throw new Error('The example has no findings');
  return { ...silent, subject: server, title: `${server} does not answer` };
}

export function makeReport(n: number, templates: readonly Template[], random: Random): Report {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const chance = random();
  const level = levels[chance < 0.7 ? 0 : chance < 0.9 ? 1 : chance < 0.98 ? 2 : 3];
  const company = pick(companies);
  const template = templates.find((one) => one.level === level && one.company === company);
  if (!template) throw new Error('A template is missing');
  const example = exampleReport();
  const number = String(n).padStart(6, '0');
  const address = `203.0.${Math.floor(random() * 20)}.${Math.floor(random() * 200) + 1}`;
  return {
    ...example,
    session: {
      ...example.session,
      id: `019505a0-5c00-7000-8000-${n.toString(16).padStart(12, '0')}`,
      startedAt: new Date(
        Date.UTC(2022, 0, 1) + n * 1_200_000 + Math.floor(random() * 600_000),
      ).toISOString(),
      profile: company,
      host: {
        ...example.session.host,
        hostname: `LAPTOP-${Math.floor(random() * 500)
          .toString(36)
          .toUpperCase()}`,
      },
      ticket: `INC-${number}`,
      note: random() < 0.5 ? `${pick(remarks)} (${number})` : pick(remarks),
    },
    verdict: { ...example.verdict, level: template.level, headline: headlines[template.level] },
    nat: { ...example.nat, publicAddress: { address, port: 40_000, family: 'IPv4' } },
    findings: template.findings,
    probes: template.probes,
  };
}
