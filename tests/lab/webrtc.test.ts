import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../build/bundle.ts';
import type { ProbeKind, ProbeOf } from '../../shared/report.ts';
import { diagnoseHeadless } from '../e2e/headless.ts';
import { missingForElectron } from '../e2e/missing.ts';
import { isRequired } from '../requirements.ts';
import { coturnServer, publicAddress } from './addresses.ts';
import { turnAccount } from './coturn-arguments.ts';
import { namespaceOf, ownInstance } from './instance.ts';
import type { LabType } from './lab-types.ts';
import { labRequirement } from './requirement.ts';
import { type Lab, raiseLab } from './standing-lab.ts';

const { skip } = labRequirement();
// Without a display of its own: `--headless` needs none.
const missing = skip ? null : missingForElectron();
if (missing !== null && isRequired('electron')) throw new Error(missing);
if (missing !== null) console.log(`skipped, ${missing}`);

const buildWithinMs = 120_000;

/** In the shortest form, as the report names it: coturn is at the default port. */
const udp = `turn:${coturnServer.address}`;
const tcp = `${udp}?transport=tcp`;
const { username, credential } = turnAccount;

describe.skipIf(skip || missing !== null)('calls of Chromium in a lab', () => {
  let userData: string;
  let lab: Lab | null = null;

  beforeAll(async () => {
    userData = mkdtempSync(path.join(tmpdir(), 'callpath-lab-webrtc-'));
    await bundle();
  }, buildWithinMs);

  afterAll(() => {
    lab?.remove();
    rmSync(userData, { recursive: true, force: true });
  });

  async function callFrom(type: LabType) {
    lab?.remove();
    lab = await raiseLab(type, ownInstance('webrtc'));
    const { report } = await diagnoseHeadless(
      userData,
      [
        ...['--turn', udp, '--turn', tcp, '--username', username, '--credential', credential],
        ...['--probes', 'webrtc.gather,webrtc.call,webrtc.media'],
      ],
      ['ip', 'netns', 'exec', namespaceOf(lab.instance, 'client')],
    );
    return <K extends ProbeKind>(kind: K, rest: string) =>
      report.probes.find(({ id }) => id === `${kind}/${rest}`) as ProbeOf<K> | undefined;
  }

  it('go through the relay outside from behind a port-restricted NAT', async () => {
    const probe = await callFrom('port-restricted-cone');
    const call = probe('webrtc.call', udp);
    expect(call).toMatchObject({ status: 'passed', error: null });
    expect(call?.result?.selectedPair).toMatchObject({
      local: { type: 'relay', relayProtocol: 'udp' },
      remote: { type: 'relay', endpoint: { address: coturnServer.address } },
    });
    expect(probe('webrtc.call', tcp)?.status).toBe('passed');
    const mapped = probe('webrtc.gather', udp)?.result?.candidates.find(
      ({ type }) => type === 'srflx',
    );
    expect(mapped?.endpoint?.address).toBe(publicAddress('port-restricted-cone'));
    expect(probe('webrtc.media', 'relay')).toMatchObject({ status: 'passed', error: null });
  });

  it('go through the relay outside by TCP where UDP is blocked', async () => {
    const probe = await callFrom('udp-blocked');
    expect(probe('webrtc.call', udp)).toMatchObject({ status: 'failed' });
    const call = probe('webrtc.call', tcp);
    expect(call).toMatchObject({ status: 'passed', error: null });
    expect(call?.result?.selectedPair?.local).toMatchObject({
      type: 'relay',
      relayProtocol: 'tcp',
    });
    expect(probe('webrtc.media', 'relay')?.result?.selectedPair?.local.relayProtocol).toBe('tcp');
    expect(probe('webrtc.call', 'host')?.status).toBe('passed');
  });
});
