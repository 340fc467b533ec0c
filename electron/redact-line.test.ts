import { describe, expect, it } from 'vitest';
import { makeRedactLine } from './redact-line.ts';

describe('a line of the log', () => {
  const redact = makeRedactLine({
    hostname: 'LAPTOP-0815',
    userName: 'alice',
    homeFolder: '/home/alice',
  });

  it('names no address and no host, and the same one always alike', () => {
    const line = redact(
      'connect to 84.17.3.9:3478 of turn.example.org, then 84.17.3.9 by fe80::17%eth0',
    );
    expect(line).not.toMatch(/84\.17|turn\.example|fe80::17/);
    const [first, second] = line.match(/192\.0\.2\.\d+/g) ?? [];
    expect(second).toBe(first);
  });

  it('names neither the computer nor its user', () => {
    expect(redact('laptop-0815 denied alice: /home/alice/.config/Callpath/history.db')).toBe(
      'this-computer denied this-user: ~/.config/Callpath/history.db',
    );
  });

  it.each([
    'password=hunter2',
    '{"credential":"hunter2"}',
    "token: 'hunter2'",
    'https://alice:hunter2@updates.example.org/x',
    'turn:alice:hunter2@relay.example.org',
  ])('holds no secret: %s', (text) => {
    expect(redact(text)).not.toContain('hunter2');
  });

  it('still says where in Callpath something happened', () => {
    const stack =
      'TypeError: x is not a function\n    at startCheck (file:///opt/callpath/resources/app.asar/out/main/session.js:12:34)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';
    expect(redact(stack)).toBe(stack);
  });
});
