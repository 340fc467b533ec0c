import { levelDb } from './sound-level.ts';

/** Samples of one look: 43 ms at 48 kHz. */
const windowSize = 2_048;

/** Listens to how loud a stream is. The sound itself goes nowhere: it is neither played nor kept. */
export class LevelMeter {
  readonly #audio = new AudioContext({ sinkId: { type: 'none' } } as AudioContextOptions);
  readonly #analyser = new AnalyserNode(this.#audio, { fftSize: windowSize });
  readonly #samples = new Float32Array(windowSize);

  constructor(stream: MediaStream) {
    new MediaStreamAudioSourceNode(this.#audio, { mediaStream: stream }).connect(this.#analyser);
  }

  /** The level of the last moment, in dB below full scale. */
  readDb(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return levelDb(this.#samples);
  }

  close(): void {
    void this.#audio.close();
  }
}
