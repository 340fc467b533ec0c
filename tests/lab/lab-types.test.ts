import { describe, it } from 'vitest';
import { expectedNat } from './expected-nat.ts';
import { ownInstance } from './instance.ts';
import { labTypes } from './lab-types.ts';
import { natdiscoveryHairpins, natdiscoveryMappingLives, runNatdiscovery } from './natdiscovery.ts';
import { labRequirement } from './requirement.ts';
import { shortLifetimeSec } from './rulesets.ts';
import { type Lab, raiseLab } from './standing-lab.ts';

const { skip } = labRequirement();

let labs = 0;

/** Each test has a lab of its own, beside those of the others. */
async function inLab<T>(type: Lab['type'], use: (lab: Lab) => Promise<T>): Promise<T> {
  labs += 1;
  const lab = await raiseLab(type, ownInstance(`types${labs}`));
  try {
    return await use(lab);
  } finally {
    lab.remove();
  }
}

/** The ports behind a label of natdiscovery's output. */
function portsIn(output: string, label: string): number[] {
  const lines = output.matchAll(new RegExp(`${label}: (?:: )?[0-9.]+:([0-9]+)`, 'g'));
  return [...lines].map(([, port]) => Number(port));
}

describe.skipIf(skip).concurrent('the lab by the word of another program', () => {
  it.for(labTypes)('%s maps, filters and rewrites as it is named', async (type, { expect }) => {
    const { mapping, filtering } = expectedNat(type);
    const seen = await inLab(type, runNatdiscovery);
    expect(seen).toMatchObject({ mapping, filtering, alg: type === 'alg' });
  });

  it('hairpins in the type of that name', async ({ expect }) => {
    expect(await inLab('hairpin', natdiscoveryHairpins)).toBe(true);
  });

  it('does not hairpin otherwise', async ({ expect }) => {
    expect(await inLab('port-restricted-cone', natdiscoveryHairpins)).toBe(false);
  });

  it('forgets a mapping after its short lifetime and not before', async ({ expect }) => {
    const lives = await inLab('short-lifetime', (lab) =>
      Promise.all([
        natdiscoveryMappingLives(lab, shortLifetimeSec - 2),
        natdiscoveryMappingLives(lab, shortLifetimeSec + 2),
      ]),
    );
    expect(lives).toEqual([true, false]);
  });

  it('keeps the parity of ports and no port in the type of that name', async ({ expect }) => {
    const { output } = await inLab('port-parity', runNatdiscovery);
    const mapped = portsIn(output, 'reflexive addr');
    const local = portsIn(output, 'Local addr');
    expect(mapped.length).toBeGreaterThan(1);
    expect(mapped.map((port) => port % 2)).toEqual(local.map((port) => port % 2));
    expect(mapped.filter((port, index) => port === local[index])).toEqual([]);
  });
});
