import { describe, expect, it } from 'vitest';
import { adapters, answeredBinding, failedBinding } from './testing/probes.ts';
import { adapterNames, usedAdapter } from './used-adapter.ts';

function twoAdapters() {
  const probe = adapters();
  const wired = probe.result?.interfaces.at(-1);
  if (!probe.result || !wired) throw new Error('no adapter');
  probe.result.interfaces.unshift({ ...wired, name: 'tun0', address: '10.8.0.2' });
  return probe;
}

describe('usedAdapter', () => {
  it('is the one that packets left from', () => {
    const used = usedAdapter([twoAdapters(), answeredBinding('stun.example.org')]);
    expect(used).toMatchObject({ name: 'eth0', address: '192.168.77.2' });
  });

  it('is the only one where no answer tells', () => {
    expect(usedAdapter([adapters(), failedBinding('stun.example.org', 'timeout')])?.name).toBe(
      'eth0',
    );
  });

  it('is not guessed among several', () => {
    expect(usedAdapter([twoAdapters()])).toBeNull();
    expect(adapterNames([twoAdapters()])).toEqual(['tun0', 'eth0']);
  });

  it('is none without a network', () => {
    expect(usedAdapter([adapters(false)])).toBeNull();
    expect(usedAdapter([])).toBeNull();
  });
});
