import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { profileSchema } from '../../shared/profile.ts';
import { wired, wiredIpv6 } from '../../shared/testing/interfaces.ts';
import { makeProbePlan, type PlanInput } from './plan.ts';

const account = { username: 'a', credential: 'b' };
const turn = [
  { uri: 'turn:t.example', ...account },
  { uri: 'turns:t.example:443', ...account },
  { uri: 'turn:other.example?transport=tcp', username: 'a', secretRef: 'kept' },
];

function auditsFor(more: Partial<PlanInput> = {}) {
  const profile = v.parse(profileSchema, { stun: ['stun:s.example'], turn });
  const plan = makeProbePlan({
    profile,
    interfaces: [wired],
    alsoKinds: ['turn.audit'],
    ...more,
  });
  return plan.filter(({ kind }) => kind === 'turn.audit');
}

describe('the plan of an audit', () => {
  it('has one a host that relays, with all its ways in, and none for STUN servers', () => {
    const audits = auditsFor();
    expect(audits.map(({ id }) => id)).toEqual([
      'turn.audit/t.example',
      'turn.audit/other.example',
    ]);
    expect(audits[0]?.audit?.own).toEqual([
      { transport: 'udp', port: 3478 },
      { transport: 'tls', port: 443 },
    ]);
    expect(audits.map(({ credentials }) => credentials)).toEqual([account, null]);
  });

  it('compares with the other servers of the profile that answer over UDP', () => {
    const others = auditsFor().map(({ audit }) => audit?.others.map(({ host }) => host));
    expect(others).toEqual([['s.example'], ['s.example', 't.example']]);
  });

  it('is empty unless it is asked for', () => {
    expect(auditsFor({ alsoKinds: [] })).toEqual([]);
  });

  it('asks about peers only with consent', () => {
    expect(auditsFor().some(({ audit }) => audit?.peers)).toBe(false);
    expect(auditsFor({ auditPeers: true }).every(({ audit }) => audit?.peers)).toBe(true);
  });

  it('asks by the families that this computer has, from the chosen interface', () => {
    expect(auditsFor()[0]?.audit).toMatchObject({ families: ['IPv4'], localAddresses: {} });
    const interfaces = [wired, wiredIpv6];
    expect(auditsFor({ interfaces, interfaceName: 'eth0' })[0]?.audit).toMatchObject({
      families: ['IPv4', 'IPv6'],
      localAddresses: { IPv4: '192.168.77.2', IPv6: '2001:db8::2' },
    });
  });
});
