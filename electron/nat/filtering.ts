import type { FilteringBehaviour, NatReason } from '../../shared/nat-results.ts';
import type { Losses } from './ledger.ts';
import { mostRounds, roundsForImplied, roundsWithLoss, roundsWithoutLoss } from './timing.ts';

/** What came of test II or III of RFC 5780 section 4.4 at all servers that can be believed. */
export interface FilteringTest {
  answered: boolean;
  /** Requests that were waited for long enough and not answered. */
  unanswered: number;
  /** Whether a server's silence was checked against an answer that nothing filters. */
  controlled: boolean;
}

export interface FilteringVerdict {
  behaviour: FilteringBehaviour;
  reason: NatReason | null;
  controlled: boolean;
}

/** At this probability or below, requests that all went missing are taken for filtered, not for lost. */
const tolerableChance = 1e-4;
/** The same where no more can be sent, so that a network with much loss has a verdict most of the time. */
const tolerableChanceInTheEnd = 1e-3;
/** And where the limit of datagrams ended the rounds early. */
const tolerableChanceOfFewer = 1e-6;

/** How many unanswered requests are enough for a filter. */
export function roundsNeeded(losses: Losses): number {
  if (losses.lost === 0) return roundsWithoutLoss;
  const forChance = Math.ceil(Math.log(tolerableChance) / Math.log(guessedLoss(losses)));
  return Math.min(Math.max(roundsWithLoss, forChance), mostRounds);
}

/** One more of two more than were counted, so that a few lucky answers are not taken for no loss. */
function guessedLoss({ lost, sent }: Losses): number {
  return (lost + 1) / (sent + 2);
}

/**
 * Filtering behaviour (RFC 4787 section 5). An answer proves that the filter lets it through. Silence proves a filter
 * only if loss cannot explain it: `null` while more requests are needed, and `unknown` where no more can be sent.
 */
export function judgeFiltering(
  two: FilteringTest,
  three: FilteringTest,
  losses: Losses,
  canSendMore: boolean,
): FilteringVerdict | null {
  if (two.answered) return { behaviour: 'endpoint-independent', reason: null, controlled: true };
  // What stops the same address stops another one too, so the silence of III decides where there is no answer at all.
  const deciding = three.answered ? two : three;
  const isEnough = three.answered || two.unanswered >= roundsForImplied;
  if (isEnough && isFilter(deciding.unanswered, losses, canSendMore)) {
    return {
      behaviour: three.answered ? 'address-dependent' : 'address-and-port-dependent',
      reason: null,
      controlled: deciding.controlled,
    };
  }
  if (canSendMore) return null;
  return { behaviour: 'unknown', reason: 'too-much-loss', controlled: false };
}

function isFilter(unanswered: number, losses: Losses, canSendMore: boolean): boolean {
  const chance = guessedLoss(losses) ** unanswered;
  if (canSendMore) return unanswered >= roundsNeeded(losses) && chance <= tolerableChance;
  if (losses.lost > 0 && unanswered < roundsWithLoss) {
    return unanswered >= roundsWithoutLoss && chance <= tolerableChanceOfFewer;
  }
  return unanswered >= roundsWithoutLoss && chance <= tolerableChanceInTheEnd;
}
