import { describe, expect, it } from 'vitest';
import { type FilteringTest, judgeFiltering, roundsNeeded } from './filtering.ts';

const answered: FilteringTest = { answered: true, unanswered: 0, controlled: true };
const silent = (unanswered: number, controlled = true): FilteringTest => {
  return { answered: false, unanswered, controlled };
};
const noLoss = { sent: 12, lost: 0 };
const someLoss = { sent: 14, lost: 5 };

describe('judgeFiltering', () => {
  it('an answer to test II is a proof, whatever was lost', () => {
    const verdict = judgeFiltering(answered, silent(20), someLoss, true);
    expect(verdict).toMatchObject({ behaviour: 'endpoint-independent', controlled: true });
  });

  it('test III answered and II silent for ten rounds is address-dependent', () => {
    expect(judgeFiltering(silent(9), answered, noLoss, true)).toBeNull();
    expect(judgeFiltering(silent(10), answered, noLoss, true)?.behaviour).toBe('address-dependent');
  });

  it('both silent is address- and port-dependent, by the silence of III', () => {
    expect(judgeFiltering(silent(6), silent(9), noLoss, true)).toBeNull();
    expect(judgeFiltering(silent(5), silent(10), noLoss, true)).toBeNull();
    expect(judgeFiltering(silent(6), silent(10), noLoss, true)?.behaviour).toBe(
      'address-and-port-dependent',
    );
  });

  it('needs sixteen rounds where anything else was lost', () => {
    expect(judgeFiltering(silent(6), silent(15), someLoss, true)).toBeNull();
    expect(judgeFiltering(silent(6), silent(16), someLoss, true)).not.toBeNull();
  });

  it('does not take silence for a filter where so much is lost that it says little', () => {
    const terrible = { sent: 12, lost: 10 };
    expect(roundsNeeded(terrible)).toBe(22);
    expect(judgeFiltering(silent(6), silent(22), terrible, false)).toMatchObject({
      behaviour: 'unknown',
      reason: 'too-much-loss',
    });
  });

  it('does not conclude anything from one lost datagram, nor from few', () => {
    for (const losses of [noLoss, someLoss, { sent: 0, lost: 0 }]) {
      for (let count = 0; count < 10; count += 1) {
        expect(judgeFiltering(silent(count), silent(count), losses, true)).toBeNull();
        const last = judgeFiltering(silent(count), silent(count), losses, false);
        expect(last?.behaviour).toBe('unknown');
      }
    }
  });

  it('says whether the silence was checked', () => {
    expect(judgeFiltering(silent(6), silent(10, false), noLoss, true)?.controlled).toBe(false);
  });
});
