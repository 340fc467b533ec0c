import type { DeviceKind, SystemPermission } from '../../shared/devices.ts';
import type { DeviceFailure } from '../webrtc/device-failure.ts';
import { closeDevice, type Device, openDevice } from '../webrtc/devices.ts';

export type DevicePhase = 'off' | 'starting' | 'on' | 'failed';

/** One kind of device while it is tested: which there are, which is used, and its stream. Nothing of it is kept. */
export class DeviceState {
  readonly kind: DeviceKind;
  /** What the system says about this kind; `null` before it was asked. */
  permission = $state.raw<SystemPermission | null>(null);
  devices = $state.raw<readonly Device[]>([]);
  #chosenId = $state('');
  #phase = $state<DevicePhase>('off');
  #stream = $state.raw<MediaStream | null>(null);
  #settings = $state.raw<MediaTrackSettings | null>(null);
  #failure = $state.raw<DeviceFailure | null>(null);
  /** Counts what was asked for, so that a device that opens too late is closed at once. */
  #turn = 0;

  constructor(kind: DeviceKind) {
    this.kind = kind;
  }

  get chosenId(): string {
    return this.#chosenId;
  }

  get phase(): DevicePhase {
    return this.#phase;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** What the device really gives: the size of its picture, for example. */
  get settings(): MediaTrackSettings | null {
    return this.#settings;
  }

  get failure(): DeviceFailure | null {
    return this.#failure;
  }

  async start(): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.#phase = 'starting';
    const opened = await openDevice(this.kind, this.#chosenId, this.permission ?? 'unknown');
    if (turn !== this.#turn) {
      if (opened.ok) closeDevice(opened.stream);
    } else if (opened.ok) {
      this.#use(opened.stream, opened.track);
    } else {
      this.#fail(opened.failure);
    }
  }

  /** Takes effect at once where the device is in use, or was tried. */
  async choose(id: string): Promise<void> {
    this.#chosenId = id;
    if (this.#phase !== 'off') await this.start();
  }

  stop(): void {
    this.#turn += 1;
    if (this.#stream) closeDevice(this.#stream);
    this.#stream = null;
    this.#settings = null;
    this.#failure = null;
    this.#phase = 'off';
  }

  #use(stream: MediaStream, track: MediaStreamTrack): void {
    this.#stream = stream;
    this.#settings = track.getSettings();
    this.#chosenId = this.#settings.deviceId ?? this.#chosenId;
    this.#phase = 'on';
    // Not fired by our own stop: the device went away, or the system took it.
    track.addEventListener('ended', () => {
      if (this.#stream !== stream) return;
      this.stop();
      this.#fail({ kind: 'ended', reason: '' });
    });
  }

  #fail(failure: DeviceFailure): void {
    this.#failure = failure;
    this.#phase = 'failed';
    // The next try takes whichever is there.
    if (failure.kind === 'gone' || failure.kind === 'ended') this.#chosenId = '';
  }
}
