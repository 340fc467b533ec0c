import type { finding as findingTexts } from '../../shared/messages/en/finding.ts';
import type { MessageValues } from '../../shared/messages/translate.ts';
import type { Severity, VerdictLevel } from '../../shared/report.ts';
import type { Evidence } from './evidence.ts';
import type { Owner } from './owner.ts';
import { computerRules } from './rules-computer.ts';
import { disturbanceRules } from './rules-disturbance.ts';
import { familyRules } from './rules-family.ts';
import { natRules } from './rules-nat.ts';
import { pathRules } from './rules-path.ts';
import { qualityRules } from './rules-quality.ts';
import { relayRules } from './rules-relay.ts';
import { restRules } from './rules-rest.ts';
import { serverRules } from './rules-server.ts';
import { turnDataRules } from './rules-turn-data.ts';
import { turnFailureRules } from './rules-turn-failures.ts';
import { webrtcRules } from './rules-webrtc.ts';
import { webrtcAloneRules } from './rules-webrtc-alone.ts';
import { webrtcMediaRules } from './rules-webrtc-media.ts';
import { webrtcPathRules } from './rules-webrtc-paths.ts';

export type FindingCode = keyof typeof findingTexts;

/** One place where a rule applies. */
export interface Match {
  /** The server URI, or the part of this computer, that the finding is about. */
  subject: string;
  /** Ids of the probes that it rests on: never empty. */
  evidence: string[];
  values?: MessageValues;
}

/** One row of the table: when a finding applies, how bad it is, and which findings are only its consequences. */
export interface Rule {
  code: FindingCode;
  severity: Severity;
  /** The best verdict that is still honest where this applies. */
  level: VerdictLevel;
  /** Whose problem it is, or who could improve it where nothing is wrong. */
  owner: Owner;
  /** It is as sure as the report's `nat` is. */
  byNat?: true;
  /** Only its consequences, wherever they show. */
  hides?: readonly FindingCode[];
  /** Its consequences where they rest on nothing but probes that it rests on as well: those of the same server. */
  absorbs?: readonly FindingCode[];
  /** `told`: the ids of the probes that findings of rows before rest on, hidden ones too. */
  match: (evidence: Evidence, told: ReadonlySet<string>) => Match[];
}

/** Every rule, causes before their consequences: the first finding of the worst level gives the headline. */
export const ruleGroups: readonly { title: string; rules: readonly Rule[] }[] = [
  { title: 'What happened meanwhile', rules: disturbanceRules },
  { title: 'This computer', rules: computerRules },
  { title: 'Test calls beside plain sockets', rules: webrtcRules },
  { title: 'The ways of test calls', rules: webrtcPathRules },
  { title: 'Sound and picture', rules: webrtcMediaRules },
  { title: 'Whether a call has any way', rules: pathRules },
  { title: 'Test calls alone', rules: webrtcAloneRules },
  { title: 'Servers', rules: serverRules },
  { title: 'IPv4 and IPv6', rules: familyRules },
  { title: 'How well the network carries', rules: qualityRules },
  { title: 'Relays that give no address', rules: turnFailureRules },
  { title: 'Data through relays', rules: turnDataRules },
  { title: 'Relays as a whole', rules: relayRules },
  { title: 'NAT and firewalls', rules: natRules },
  { title: 'What is left', rules: restRules },
];

export const rules: readonly Rule[] = ruleGroups.flatMap((group) => group.rules);
