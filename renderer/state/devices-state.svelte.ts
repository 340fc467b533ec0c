import type { WindowApi } from '../../shared/ipc.ts';
import type { Failure } from '../../shared/outcome.ts';
import { listDevices } from '../webrtc/devices.ts';
import { mainProcess } from './api.ts';
import { DeviceState } from './device-state.svelte.ts';

/**
 * The test of camera and microphone. The main process lets this page use them from `start` to `stop` or `close`, and at
 * no other time.
 */
export class DevicesState {
  readonly #api: WindowApi;
  readonly camera = new DeviceState('camera');
  readonly microphone = new DeviceState('microphone');
  readonly #all = [this.camera, this.microphone];
  #isOpen = $state(false);
  #failure = $state.raw<Failure | null>(null);
  /** Counts starts and stops: what began before the last of them no longer matters. */
  #turn = 0;

  readonly isActive = $derived(
    this.#all.some(({ phase }) => phase === 'on' || phase === 'starting'),
  );

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Because the person asked for it: shows the test and turns both devices on. */
  async open(): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    navigator.mediaDevices.addEventListener('devicechange', this.#refresh);
    await this.start();
  }

  async start(): Promise<void> {
    await this.#start(this.#all);
  }

  /** After the person has changed something: asks the system anew, and leaves the other device as it is. */
  async retry(device: DeviceState): Promise<void> {
    await this.#start([device]);
  }

  /** Turns both devices off. What was found out about them stays on the screen. */
  async stop(): Promise<void> {
    this.#turn += 1;
    for (const device of this.#all) device.stop();
    await this.#api.closeDeviceCheck();
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#failure = null;
    navigator.mediaDevices.removeEventListener('devicechange', this.#refresh);
    await this.stop();
  }

  async #start(devices: readonly DeviceState[]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const permitted = await this.#api.openDeviceCheck();
    if (turn !== this.#turn) return;
    this.#failure = permitted.ok ? null : permitted;
    if (!permitted.ok) return;
    for (const device of this.#all) device.permission = permitted.value[device.kind];
    await Promise.all(devices.map((device) => device.start()));
    await this.#list(turn);
  }

  readonly #refresh = (): void => {
    void this.#list(this.#turn);
  };

  async #list(turn: number): Promise<void> {
    const found = await listDevices();
    if (turn !== this.#turn || !this.#isOpen) return;
    for (const device of this.#all) device.devices = found[device.kind];
  }
}
