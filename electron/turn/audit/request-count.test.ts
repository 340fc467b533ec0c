import { describe, expect, it } from 'vitest';
import { RequestCount } from './request-count.ts';

describe('RequestCount', () => {
  it('counts what was sent, not what was reserved', async () => {
    const count = new RequestCount(10);
    expect(await count.run(3, () => Promise.resolve({ sent: 1, value: 'answer' }))).toBe('answer');
    expect(count.take()).toBe(true);
    expect(count.made).toBe(2);
  });

  it('sends nothing that could exceed the limit, also while others are under way', async () => {
    const count = new RequestCount(4);
    let sent = 0;
    const send = () => {
      sent += 3;
      return Promise.resolve({ sent: 3, value: true });
    };
    const answers = await Promise.all([count.run(3, send), count.run(3, send)]);
    expect(answers).toEqual([true, null]);
    expect(count.take()).toBe(true);
    expect(count.take()).toBe(false);
    expect([sent, count.made]).toEqual([3, 4]);
  });
});
