import { expect, it } from 'vitest';
import { startDiscovery } from '../nat/run-discovery.ts';
import { startRelay } from '../turn/relay.ts';

// Linux has every address of 127.0.0.0/8; where there is only one, the relay cannot be asked about filtering.
it.skipIf(process.platform !== 'linux')(
  'the embedded relay answers a whole NAT discovery: no NAT and no filter on loopback',
  async () => {
    const relay = await startRelay();
    if (!relay.ok) throw new Error(relay.message);
    const { endpoint } = relay.value;
    const running = startDiscovery({
      servers: [{ targets: [`stun:127.0.0.1:${endpoint.port}`], endpoint }],
      family: 'IPv4',
      ownAddress: null,
      signal: new AbortController().signal,
    });
    const [mapping, filtering] = await Promise.all([running.mapping(), running.filtering()]);
    await relay.value.close();
    expect(mapping).toMatchObject({ behaviour: 'none', reason: null });
    expect(filtering).toMatchObject({ behaviour: 'endpoint-independent', method: 'rfc5780' });
  },
);
