import { afterAll, describe, expect, it } from 'vitest';
import { ownInstance } from './instance.ts';
import { labTypes } from './lab-types.ts';
import { measureType, type TruthRow } from './measure-truth.ts';
import { labRequirement } from './requirement.ts';

const { skip } = labRequirement();

/** `tests/lab/truth.ts` does it a hundred times. */
const runs = 3;

describe.skipIf(skip)('the verdict in a lab', () => {
  const rows: TruthRow[] = [];

  afterAll(() => {
    console.table(rows);
  });

  it.each(labTypes)('of the type %s is the one that the type is named for', async (type) => {
    const { row, mistakes } = await measureType(type, ownInstance('truth'), { runs, forget: true });
    rows.push(row);
    expect(mistakes).toEqual([]);
  });

  it.each(['full-cone', 'restricted-cone', 'port-restricted-cone'] as const)(
    'of the type %s is the same again where the router remembers',
    async (type) => {
      const { mistakes } = await measureType(type, ownInstance('truth'), { runs, forget: false });
      expect(mistakes).toEqual([]);
    },
  );
});
