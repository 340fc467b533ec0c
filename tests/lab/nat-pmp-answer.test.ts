import { describe, expect, it } from 'vitest';
import { natPmpAnswer } from './nat-pmp-answer.ts';

function answer(...request: number[]) {
  return natPmpAnswer(Buffer.from(request), '100.64.0.2', 258)?.toString('hex') ?? null;
}

describe('the NAT-PMP router', () => {
  it('tells its external address', () => {
    expect(answer(0, 0)).toBe('008000000000010264400002');
  });

  it('maps no port', () => {
    expect(answer(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).toBe('0081000500000102');
  });

  it('says to PCP that it knows version 0 only', () => {
    expect(answer(2, 1)).toBe('0081000100000102');
  });

  it('is silent to answers and to what is too short', () => {
    expect(answer(0, 128)).toBeNull();
    expect(answer(0)).toBeNull();
  });
});
