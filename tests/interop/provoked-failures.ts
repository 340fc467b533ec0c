import { beforeAll, describe, it } from 'vitest';
import type { ProbeResult } from '../../shared/report.ts';
import { keepRecording } from '../record/keep-recording.ts';
import { requirement } from '../requirements.ts';
import { probe, type ProvokedCheck } from './provoked-check.ts';
import { Scene } from './provoked-scene.ts';
import { expectTold, type ExpectedTelling } from './provoked-telling.ts';

/** A failure, how it is provoked, and what a check says of it. */
export interface Provoked extends ExpectedTelling {
  failure: string;
  provoke: (scene: Scene) => Promise<ProvokedCheck>;
}

/** Provokes each failure beside a computer and a STUN server that are sound, so that only the relay is to blame. */
export function describeProvoked(title: string, failures: readonly Provoked[]): void {
  const { skip } = requirement('interop', ['turnserver']);
  describe.skipIf(skip)(title, () => {
    let sound: ProbeResult[] = [];

    beforeAll(async () => {
      sound = await soundProbes();
    });

    it.concurrent.for(failures)(
      '$failure',
      async ({ failure, provoke, ...expected }, { onTestFinished }) => {
        const scene = new Scene();
        onTestFinished(() => scene.end());
        const probes = [...sound, ...(await probe(await provoke(scene)))];
        keepRecording(`relay ${failure}`, probes);
        expectTold(probes, expected);
      },
    );
  });
}

/** The test of this computer, and of a server that answers. */
export async function soundProbes(): Promise<ProbeResult[]> {
  const scene = new Scene();
  try {
    const { port } = await scene.coturn();
    const stun = [`stun:127.0.0.1:${port}`];
    return await probe({ uris: [], stun, kinds: ['relay.baseline', 'stun.binding'] });
  } finally {
    await scene.end();
  }
}
