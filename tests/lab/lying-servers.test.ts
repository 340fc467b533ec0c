import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report.ts';
import { coturnServer, secondServer, stunUri } from './addresses.ts';
import { diagnose } from './diagnose.ts';
import { expectedNat } from './expected-nat.ts';
import { ownInstance } from './instance.ts';
import type { LabType } from './lab-types.ts';
import { type Manner, manners, testServerOf } from './manners.ts';
import { labRequirement } from './requirement.ts';
import { type Lab, raiseLab } from './standing-lab.ts';

const { skip } = labRequirement();
const liars = manners.filter((manner) => manner !== 'honest');

/** Two more witnesses for mapping, neither of which can measure filtering. */
const witnesses = [stunUri(secondServer), stunUri(testServerOf('no-other-address'))];

/**
 * Where each destination gets a mapping of its own, no filter can be opened on purpose. An answer from a third address is
 * then dropped like any other, and nobody can tell that it was sent.
 */
function canBeFound(manner: Manner, type: LabType): boolean {
  return !(manner === 'answers-from-third-address' && type === 'symmetric');
}

/** A finding may be about several servers at once. */
function blames(report: Report, uri: string): boolean {
  return report.findings.some(
    ({ subject, severity, evidence }) =>
      subject.split(', ').includes(uri) && severity !== 'ok' && evidence.length > 0,
  );
}

describe.skipIf(skip).for(['full-cone', 'port-restricted-cone', 'symmetric'] as const)(
  'a server that lies, behind a NAT of the type %s',
  (type) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await raiseLab(type, ownInstance('liars'));
    });

    afterAll(() => {
      lab.remove();
    });

    const found = liars.filter((manner) => canBeFound(manner, type));

    it.each(found)('%s: is blamed, and filtering stays unknown', async (manner) => {
      lab.forget();
      const liar = stunUri(testServerOf(manner));
      const { report } = await diagnose(lab, [...new Set([liar, ...witnesses])]);
      expect(report.nat.filtering).toBe('unknown');
      expect(report.nat.reason).not.toBe('');
      expect(report.nat.mapping).toBe(expectedNat(type).mapping);
      expect(blames(report, liar)).toBe(true);
    });

    it.each(liars)('%s: does not make wrong what a fit server shows', async (manner) => {
      lab.forget();
      const servers = [stunUri(testServerOf(manner)), stunUri(coturnServer)];
      const { report } = await diagnose(lab, servers);
      // Its silences take some of the datagrams that a verdict by the fit server needs.
      expect([expectedNat(type).filtering, 'unknown']).toContain(report.nat.filtering);
      expect(report.nat.mapping).toBe(expectedNat(type).mapping);
    });
  },
);

describe.skipIf(skip)('a server that lies, asked alone', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await raiseLab('port-restricted-cone', ownInstance('liars'));
  });

  afterAll(() => {
    lab.remove();
  });

  it.each(liars)('%s: makes no filtering type', async (manner) => {
    lab.forget();
    const { report } = await diagnose(lab, [stunUri(testServerOf(manner))]);
    expect(report.nat.filtering).toBe('unknown');
    expect(report.nat.rfc3489).toBe('unknown');
  });

  it('that is honest instead, measures as coturn does', async () => {
    lab.forget();
    const { report } = await diagnose(lab, [stunUri(testServerOf('honest'))]);
    expect(report.nat).toMatchObject({
      filtering: 'address-and-port-dependent',
      mapping: 'endpoint-independent',
    });
  });
});
