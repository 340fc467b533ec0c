import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/change.ts';
import { compareReports } from '../../shared/compare.ts';
import { checkPair, type Pair } from './pairs.ts';
import { labRequirement } from './requirement.ts';

const { skip } = labRequirement();

const expected: Record<Pair, Change['kind'][]> = {
  'full-cone-to-symmetric': ['nat', 'mapping', 'filtering'],
  'udp-blocked': ['verdict', 'udp', 'server', 'server', 'server'],
  'server-down': ['verdict', 'server'],
  'vpn-up': ['vpn', 'public-address', 'nat', 'mapping', 'filtering'],
};

describe.skipIf(skip)('two checks between which one thing changed', () => {
  it.each(Object.entries(expected) as [Pair, Change['kind'][]][])(
    'differ by it and by what follows from it: %s',
    async (pair, kinds) => {
      const { before, after } = await checkPair(pair);
      // Other programs on this machine may slow one of the checks down.
      const found = compareReports(before, after).map(({ kind }) => kind);
      expect(found.filter((kind) => kind !== 'rtt')).toEqual(kinds);
    },
  );
});
