import { describe, expect, it } from 'vitest';
import { judgeMapping, type Observation } from './mapping.ts';
import { ipv4 } from './testing/discover.ts';

const local = ipv4('192.168.1.2', 50_000);
const [a1, a2] = [ipv4('198.51.100.1', 3478), ipv4('198.51.100.2', 3478)];
const [a1Other, a2Other] = [ipv4('198.51.100.1', 3479), ipv4('198.51.100.2', 3479)];
const [b, c, d] = [ipv4('203.0.113.7', 3478), ipv4('203.0.113.8', 3478), ipv4('203.0.113.9', 3478)];

/** What each endpoint saw: a port of one outside address. */
function judge(seen: [witness: number, to: typeof a1, port: number][], canTellPorts = true) {
  const observations = seen.map(([witness, to, port]): Observation => {
    return { witness, to, mapped: ipv4('192.0.2.1', port) };
  });
  return judgeMapping({ observations, local, canTellPorts });
}

describe('judgeMapping', () => {
  it('without an answer knows nothing', () => {
    expect(judge([])).toMatchObject({ behaviour: 'unknown', method: 'none', reason: 'no-answer' });
  });

  it('sees no NAT where every server sees the address and port that packets left from', () => {
    const untranslated = [0, 1].map((witness) => ({ witness, to: a1, mapped: local }));
    const verdict = judgeMapping({ observations: untranslated, local, canTellPorts: false });
    expect(verdict).toMatchObject({ behaviour: 'none', agreeing: 2 });
    const otherPort = [{ witness: 0, to: a1, mapped: { ...local, port: 50_001 } }];
    expect(judgeMapping({ observations: otherPort, local, canTellPorts: false }).behaviour).toBe(
      'unknown',
    );
  });

  it('needs two addresses: one server with two ports shows too little', () => {
    expect(
      judge([
        [0, a1, 1],
        [0, a1Other, 1],
      ]),
    ).toMatchObject({
      behaviour: 'unknown',
      reason: 'one-address',
    });
  });

  it.each([
    [
      'several servers',
      [
        [0, a1, 1],
        [1, b, 1],
      ],
      'servers',
      2,
    ],
    [
      'the addresses of one server',
      [
        [0, a1, 1],
        [0, a2, 1],
      ],
      'rfc5780',
      1,
    ],
    [
      'both',
      [
        [0, a1, 1],
        [0, a2Other, 1],
        [1, b, 1],
      ],
      'servers-and-rfc5780',
      2,
    ],
  ] as const)('is endpoint-independent by %s', (_, seen, method, agreeing) => {
    expect(judge([...seen] as never)).toMatchObject({
      behaviour: 'endpoint-independent',
      method,
      agreeing,
      reason: null,
      dependent: false,
    });
  });

  it('tells address-dependent from address- and port-dependent by two ports of one address', () => {
    const same: Parameters<typeof judge>[0] = [
      [0, a1, 1],
      [0, a1Other, 1],
      [0, a2, 2],
      [0, a2Other, 2],
    ];
    expect(judge(same)).toMatchObject({ behaviour: 'address-dependent', dependent: true });
    const different: Parameters<typeof judge>[0] = [
      [0, a1, 1],
      [0, a2, 2],
      [0, a2Other, 3],
    ];
    expect(judge(different)).toMatchObject({ behaviour: 'address-and-port-dependent' });
    expect(
      judge([
        [0, a1, 1],
        [1, a1Other, 2],
        [1, b, 3],
      ]),
    ).toMatchObject({
      behaviour: 'address-and-port-dependent',
    });
  });

  it('does not guess where the second port could have been asked, and did not answer', () => {
    expect(
      judge([
        [0, a1, 1],
        [0, a2, 2],
      ]),
    ).toMatchObject({
      behaviour: 'unknown',
      dependent: true,
      reason: 'one-port',
    });
  });

  it('takes the usual kind where no server has a second port, and says so', () => {
    expect(
      judge(
        [
          [0, a1, 1],
          [1, b, 2],
        ],
        false,
      ),
    ).toMatchObject({
      behaviour: 'address-and-port-dependent',
      dependent: true,
      reason: 'one-port',
    });
  });

  it('believes most servers against one, and nobody where it is one against one', () => {
    expect(
      judge([
        [0, a1, 1],
        [1, b, 1],
        [2, c, 9],
      ]),
    ).toMatchObject({
      behaviour: 'endpoint-independent',
      agreeing: 2,
      reason: 'servers-disagree',
    });
    const disagree = { behaviour: 'unknown', reason: 'servers-disagree', dependent: false };
    expect(
      judge([
        [0, a1, 1],
        [0, a2, 1],
        [1, b, 9],
      ]),
    ).toMatchObject(disagree);
    expect(
      judge([
        [0, a1, 1],
        [1, b, 1],
        [2, c, 9],
        [3, d, 9],
      ]),
    ).toMatchObject(disagree);
    expect(
      judge([
        [0, a1, 1],
        [0, a2, 2],
        [1, b, 5],
        [2, c, 5],
      ]),
    ).toMatchObject(disagree);
  });
});
