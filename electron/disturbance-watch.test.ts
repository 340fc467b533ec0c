import { describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/messages/translate.ts';
import type { NetworkInterface, ProbeResult } from '../shared/report.ts';
import { answeredBinding, baseline, failedBinding } from '../shared/testing/probes.ts';
import { DisturbanceWatch } from './disturbance-watch.ts';

const t = createTranslate('en');
const cable: NetworkInterface = {
  name: 'eth0',
  address: '192.168.1.7',
  family: 'IPv4',
  prefixLength: 24,
  scope: 'private',
};
const tunnel: NetworkInterface = { ...cable, name: 'tun0', address: '10.8.0.2' };

/** A computer whose clocks and adapters a test sets. */
class Computer {
  elapsedMs = 0;
  wallMs = 1_000_000;
  interfaces: NetworkInterface[];
  readonly watch: DisturbanceWatch;

  constructor(interfaces = [cable]) {
    this.interfaces = interfaces;
    this.watch = new DisturbanceWatch({
      t,
      elapsedMs: () => this.elapsedMs,
      wallMs: () => this.wallMs,
      interfaces: () => this.interfaces,
    });
  }

  /** Both clocks go on, and somebody looks every second. */
  run(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.elapsedMs += 1_000;
      this.wallMs += 1_000;
      this.watch.look();
    }
  }

  /** As on Linux: the monotonic clock stands. */
  sleep(seconds: number): void {
    this.wallMs += seconds * 1_000;
  }

  /** A test that ends now. */
  end(probe: ProbeResult, startedAtMs: number): ProbeResult {
    return this.watch.amend({ ...probe, startedAtMs, durationMs: this.elapsedMs - startedAtMs });
  }

  kinds() {
    return this.watch.disturbances().map(({ kind, lost }) => [kind, lost.length]);
  }
}

const silent = failedBinding('a.example.org', 'timeout');
const answered = answeredBinding('a.example.org');
const spoilt = (why: 'slept' | 'network') => ({
  status: 'inconclusive',
  error: { code: 'cancelled', message: t(`trouble.test.${why}`) },
});

describe('a computer that sleeps during a check', () => {
  it('is noticed by its clocks, and spoils what failed meanwhile', () => {
    const computer = new Computer();
    computer.run(2);
    computer.sleep(40);
    computer.elapsedMs += 300;
    expect(computer.end(silent, 1_000)).toMatchObject(spoilt('slept'));
    expect(computer.watch.disturbances()).toEqual([
      { kind: 'sleep', atSec: 2, seconds: 40, adapters: [], lost: [silent.id] },
    ]);
  });

  it('is noticed where both clocks go on, as on Windows', () => {
    const computer = new Computer();
    computer.run(2);
    computer.elapsedMs += 60_000;
    computer.wallMs += 60_000;
    expect(computer.end(silent, 1_000)).toMatchObject(spoilt('slept'));
    expect(computer.watch.disturbances()[0]?.seconds).toBe(60);
  });

  it('is told once where the system tells of it as well', () => {
    const computer = new Computer();
    computer.run(3);
    computer.watch.suspend();
    computer.sleep(40);
    computer.watch.look();
    computer.watch.resume();
    computer.run(1);
    expect(computer.watch.disturbances()).toMatchObject([{ kind: 'sleep', seconds: 40, atSec: 3 }]);
  });

  it('leaves an answer an answer, and spoils what was measured over it', () => {
    const computer = new Computer();
    computer.run(1);
    computer.sleep(40);
    expect(computer.end(answered, 0).status).toBe('passed');
    expect(computer.end(baseline(), 0)).toMatchObject(spoilt('slept'));
    expect(computer.kinds()).toEqual([['sleep', 1]]);
  });

  it('leaves tests alone that ended before, and those that began when the network was back', () => {
    const computer = new Computer();
    computer.run(1);
    expect(computer.end(silent, 0)).toMatchObject({ status: 'failed' });
    computer.run(1);
    computer.sleep(40);
    computer.run(5);
    expect(computer.end(silent, computer.elapsedMs)).toMatchObject(spoilt('slept'));
    computer.run(20);
    expect(computer.end(silent, computer.elapsedMs)).toMatchObject({ status: 'failed' });
  });

  it('is no computer that was only busy, or whose clock was set a little', () => {
    const computer = new Computer();
    computer.run(2);
    computer.elapsedMs += 5_000;
    computer.wallMs += 7_000;
    expect(computer.end(silent, 0)).toMatchObject({ status: 'failed' });
    expect(computer.watch.disturbances()).toEqual([]);
  });
});

describe('a network that changes during a check', () => {
  it('spoils what fails after an adapter went away', () => {
    const computer = new Computer();
    computer.run(2);
    computer.interfaces = [];
    expect(computer.end(silent, 1_500)).toMatchObject(spoilt('network'));
    computer.run(30);
    expect(computer.end(silent, computer.elapsedMs)).toMatchObject(spoilt('network'));
    expect(computer.end(answered, 0).status).toBe('passed');
    expect(computer.watch.disturbances()).toEqual([
      { kind: 'gone', atSec: 2, adapters: ['eth0'], lost: [silent.id] },
    ]);
  });

  it('spoils nothing any more once everything is as it was', () => {
    const computer = new Computer();
    computer.interfaces = [];
    computer.run(2);
    computer.interfaces = [cable];
    computer.run(20);
    expect(computer.end(silent, computer.elapsedMs)).toMatchObject({ status: 'failed' });
    expect(computer.kinds()).toEqual([['gone', 0]]);
  });

  it('spoils only what runs while an adapter comes up', () => {
    const computer = new Computer();
    computer.run(2);
    computer.interfaces = [cable, tunnel];
    expect(computer.end(silent, 1_500)).toMatchObject(spoilt('network'));
    computer.run(3);
    expect(computer.end(silent, computer.elapsedMs)).toMatchObject({ status: 'failed' });
    expect(computer.watch.disturbances()).toMatchObject([{ kind: 'added', adapters: ['tun0'] }]);
  });

  it('is none where a container comes or goes', () => {
    const computer = new Computer([cable, { ...cable, name: 'docker0', address: '172.17.0.1' }]);
    computer.interfaces = [cable];
    expect(computer.end(silent, 0)).toMatchObject({ status: 'failed' });
    expect(computer.watch.disturbances()).toEqual([]);
  });

  it('tells of another address', () => {
    const computer = new Computer();
    computer.run(1);
    computer.interfaces = [{ ...cable, address: '172.16.0.9' }];
    computer.run(1);
    expect(computer.watch.disturbances()).toMatchObject([{ kind: 'changed', adapters: ['eth0'] }]);
  });

  it('is none where a computer only took another address of the same IPv6 network', () => {
    const six = (address: string): NetworkInterface => {
      return { ...cable, address, family: 'IPv6', prefixLength: 64, scope: 'global' };
    };
    const computer = new Computer([cable, six('2001:db8:1:2::1')]);
    computer.interfaces = [cable, six('2001:db8:1:2:aa:bb:cc:dd')];
    computer.run(1);
    expect(computer.watch.disturbances()).toEqual([]);
    computer.interfaces = [cable, six('2001:db8:9:9::1')];
    computer.run(1);
    expect(computer.kinds()).toEqual([['changed', 0]]);
  });
});
