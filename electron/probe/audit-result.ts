import type { Translate } from '../../shared/messages/translate.ts';
import type { TurnAuditResult } from '../../shared/report.ts';
import type { AuditFacts } from '../turn/audit/facts.ts';
import { judgeAudit, type JudgedItem } from '../turn/audit/judge.ts';
import { relayedAddresses } from '../turn/audit/judge-relaying.ts';

type AuditItem = TurnAuditResult['items'][number];

/** The facts as the report has them, with what is thought of them in the words of `t`. */
export function auditResult(facts: AuditFacts, t: Translate): TurnAuditResult {
  const { listeners, session, software, requests } = facts;
  const realm = listeners.find(({ challenge }) => challenge !== null)?.challenge?.realm ?? null;
  const granted = session?.plain.find(({ lifetimeSec }) => lifetimeSec !== null);
  return {
    items: judgeAudit(facts).map((item) => inWords(item, t)),
    listeners: listeners.map(({ service, status, rttMs, tls }) => ({
      transport: service.transport,
      family: service.endpoint.family,
      port: service.endpoint.port,
      status,
      rttMs: rttMs === null ? null : Math.round(rttMs * 10) / 10,
      tls,
    })),
    software,
    realm,
    lifetimeSec: granted?.lifetimeSec ?? null,
    relayedAddresses: relayedAddresses(facts),
    requests,
  };
}

function inWords(item: JudgedItem, t: Translate): AuditItem {
  const { code, rating } = item;
  if (item.rating === 'not-checked') {
    const values = { topic: t(`audit.topic.${code}`), why: t(`audit.reason.${item.reason}.why`) };
    const title = t('audit.notChecked', values);
    const advice = t(`audit.reason.${item.reason}.advice`);
    return { code, rating, title, advice, coturnOption: null };
  }
  return {
    code,
    rating,
    title: t(`audit.found.${item.text}.title`, item.values),
    advice: t(`audit.found.${item.text}.advice`, item.values),
    coturnOption: item.coturnOption,
  };
}
