import type { en } from '../../../shared/messages/en.ts';
import type { MessageValues } from '../../../shared/messages/translate.ts';
import type { TurnAuditResult } from '../../../shared/report.ts';

export type AuditRating = TurnAuditResult['items'][number]['rating'];
/** Names a title and an advice in the messages. */
export type AuditText = keyof (typeof en)['audit']['found'];
export type NotCheckedReason = keyof (typeof en)['audit']['reason'];

/** What is thought of one part of the set-up, without its words. */
export type Judgement =
  | {
      rating: Exclude<AuditRating, 'not-checked'>;
      text: AuditText;
      values: MessageValues;
      coturnOption: string | null;
    }
  | { rating: 'not-checked'; reason: NotCheckedReason };

export function good(text: AuditText, values: MessageValues = {}): Judgement {
  return { rating: 'good', text, values, coturnOption: null };
}

export function couldBeBetter(
  text: AuditText,
  coturnOption: string | null,
  values: MessageValues = {},
): Judgement {
  return { rating: 'could-be-better', text, values, coturnOption };
}

export function wrong(
  text: AuditText,
  coturnOption: string | null,
  values: MessageValues = {},
): Judgement {
  return { rating: 'wrong', text, values, coturnOption };
}

export function notChecked(reason: NotCheckedReason): Judgement {
  return { rating: 'not-checked', reason };
}
