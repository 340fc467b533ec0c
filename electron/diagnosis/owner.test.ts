import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult, SessionStatus } from '../../shared/report.ts';
import { natFiltering, natMapping, silentMapping } from '../../shared/testing/nat-probes.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBaseline,
  failedBinding,
} from '../../shared/testing/probes.ts';
import {
  type FailedTurn,
  failedTurn,
  turnAllocation,
  turnRelay,
} from '../../shared/testing/turn-probes.ts';
import {
  connectedCall,
  droppedCall,
  failedCall,
  gathered,
  iceError,
  relayCandidate,
} from '../../shared/testing/webrtc-probes.ts';
import { diagnose } from './diagnose.ts';

const t = createTranslate('en');

function ownerOf(probes: ProbeResult[], status: SessionStatus = 'completed') {
  return diagnose({ status, profile: 'default', probes }, t).verdict.owner;
}

const sound = [adapters(), baseline()];
const around = [...sound, answeredBinding('a.example'), answeredBinding('b.example')];
const closed = { transport: 'tls', step: 'tls', code: 'closed' } as const;
const silent: FailedTurn = { transport: 'tls', step: 'connect', code: 'timeout' };

describe('whose problem it is', () => {
  it('is nobody’s where calls get through, and not known where nothing was measured or the check did not end', () => {
    expect(ownerOf(around)).toBe('nobody');
    expect(ownerOf(sound)).toBe('nobody');
    expect(ownerOf([])).toBe('unknown');
    expect(ownerOf(around, 'cancelled')).toBe('unknown');
    expect(ownerOf(around, 'interrupted')).toBe('unknown');
  });

  it('is this computer’s where its own test fails, whatever the network does', () => {
    expect(ownerOf([failedBaseline(), silentMapping(true)])).toBe('computer');
    expect(ownerOf([adapters(false), baseline(), failedBinding('a', 'unreachable')])).toBe(
      'computer',
    );
  });

  it('is the network’s where UDP is silent and TCP is not, or names of several servers are not found', () => {
    expect(ownerOf([...sound, silentMapping(true)])).toBe('network');
    const names = ['a', 'b'].map((name) => failedBinding(name, 'name-not-found'));
    expect(ownerOf([...sound, ...names])).toBe('network');
  });

  it('is not known where all servers are silent: they may be down', () => {
    const servers = ['a', 'b'].map((name) => failedBinding(name, 'timeout'));
    expect(ownerOf([...sound, ...servers])).toBe('unknown');
  });

  it('is the service’s where one server fails beside others that answer', () => {
    expect(ownerOf([...around, failedBinding('c.example', 'timeout')])).toBe('service');
    expect(ownerOf([...around, failedBinding('c.example', 'name-not-found')])).toBe('service');
    expect(ownerOf([...around, failedTurn({ stunErrorCode: 401 })])).toBe('service');
  });

  it('is the network’s where a direct way is all that a symmetric router leaves to few', () => {
    const symmetric = natMapping({ behaviour: 'address-and-port-dependent', dependent: true });
    expect(ownerOf([...around, symmetric, natFiltering()])).toBe('network');
    const refused = failedTurn({ stunErrorCode: 401 });
    expect(ownerOf([...around, symmetric, natFiltering(), refused])).toBe('service');
  });
});

describe('a relay that is not reached', () => {
  it('alone does not tell whether the way or the server is to blame', () => {
    expect(ownerOf([...around, failedTurn(silent)])).toBe('unknown');
  });

  it('beside another that is reached the same way is to blame itself', () => {
    const other = allocation('other.example', { transport: 'tls', target: 'turns:other.example' });
    expect(ownerOf([...around, failedTurn(silent), other])).toBe('service');
  });

  it.each([silent, closed])(
    'beside another that fails alike puts the blame on the network: %o',
    (failure) => {
      const other = {
        ...failedTurn(failure),
        id: 'turn.allocate/tls4/other',
        target: 'turns:other',
      };
      expect(ownerOf([...around, failedTurn(failure), other])).toBe('network');
    },
  );

  it('by UDP, while other servers are reached by UDP, is closed at the server', () => {
    const byTcp = turnAllocation('turn.example.org', 'tcp');
    const byUdp = failedTurn({ step: 'challenge', code: 'timeout' });
    expect(ownerOf([...around, byUdp, byTcp])).toBe('service');
    expect(ownerOf([...sound, byUdp, byTcp])).toBe('network');
  });
});

describe('loss in a relay', () => {
  const lossy = turnRelay('turn.example.org', { received: 60, lossPercent: 40, mos: 1.5 });

  it('is the network’s, the service’s where another relay loses nothing, and this computer’s where it loses by itself', () => {
    expect(ownerOf([...around, lossy])).toBe('network');
    expect(ownerOf([...around, lossy, turnRelay('other.example')])).toBe('service');
    const own = baseline({ received: 50, lossPercent: 50 });
    expect(ownerOf([adapters(), own, answeredBinding('a'), lossy])).toBe('computer');
  });
});

describe('test calls', () => {
  const relay = 'turn:turn.example.org';
  const calls = [...around, connectedCall('host'), connectedCall('baseline')];

  it('through a relay that carries the data of a plain socket fail by this computer', () => {
    const probes = [
      ...calls,
      gathered(relay, [relayCandidate(relay)]),
      failedCall('relay', 'checking', relay),
    ];
    expect(ownerOf([...probes, turnAllocation('turn.example.org')])).toBe('service');
    expect(ownerOf([...probes, turnRelay('turn.example.org')])).toBe('computer');
  });

  it('that break off in a relay do not tell, and those that cannot reach it are held back here', () => {
    expect(ownerOf([...calls, turnAllocation('turn.example.org'), droppedCall(relay)])).toBe(
      'unknown',
    );
    const unreached = failedCall('relay', 'gathering', relay, 'udp', [iceError(701)]);
    expect(ownerOf([...calls, turnAllocation('turn.example.org'), unreached])).toBe('computer');
  });
});
