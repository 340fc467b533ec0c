import { describe, expect, it } from 'vitest';
import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import type { ProbeResult } from '../../shared/report.ts';
import { readRecording, recordedNames, type Recording } from './recording.ts';

const t = createTranslate('en');
const severities = ['critical', 'warning', 'info', 'ok'];

/** As a mistake in a probe leaves it. */
function crashed(probe: ProbeResult): ProbeResult {
  const error = { code: 'internal', message: 'recorded: a mistake in Callpath' } as const;
  return { ...probe, status: 'inconclusive', result: null, error };
}

function judge({ session }: Recording, probes: readonly ProbeResult[]) {
  const { status, profile, startedAt } = session;
  return diagnose({ status, profile, startedAt, probes }, t);
}

/** What has to hold of every judgement, however thin its evidence is. */
function expectSound(
  { verdict, findings }: ReturnType<typeof judge>,
  probes: readonly ProbeResult[],
  what: string,
): void {
  expect(verdict.headline, what).toMatch(/\S/);
  const ids = new Set(probes.map(({ id }) => id));
  for (const { code, evidence, severity } of findings) {
    expect(severities, `${what}: ${code}`).toContain(severity);
    for (const id of evidence) expect(ids, `${what}: ${code}`).toContain(id);
  }
}

describe.each(recordedNames())('the evidence of %s', (name) => {
  const recording = readRecording(name);
  const { probes } = recording;

  it('is judged where any one of its probes is missing', () => {
    for (const [index, { id }] of probes.entries()) {
      const rest = probes.toSpliced(index, 1);
      expectSound(judge(recording, rest), rest, `without ${id}`);
    }
  });

  it('is judged where any one of its probes crashed, which nobody is blamed for', () => {
    for (const [index, probe] of probes.entries()) {
      const changed = probes.with(index, crashed(probe));
      const judged = judge(recording, changed);
      expectSound(judged, changed, `${probe.id} crashed`);
      const blamed = judged.findings.filter(
        ({ severity, evidence }) => severity === 'critical' && evidence.join() === probe.id,
      );
      expect(blamed, `${probe.id} crashed`).toEqual([]);
    }
  });

  it('is judged where every probe crashed: then nothing is known', () => {
    const { verdict } = judge(recording, probes.map(crashed));
    expect(verdict.level).toBe('inconclusive');
  });
});
