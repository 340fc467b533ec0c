const size = { width: 640, height: 360 };
const framesPerSecond = 25;
const tone = { frequencyHz: 440, gain: 0.2 };

/** Sound and picture that need no device and no permission: a tone, and a square that moves over changing colours. */
export class TestMedia {
  readonly tracks: readonly MediaStreamTrack[];
  readonly #audio = new AudioContext({ sinkId: { type: 'none' } } as AudioContextOptions);
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    const draw = painter(canvas);
    draw();
    // By a timer: a page without a window gets no animation frames.
    this.#timer = setInterval(draw, 1000 / framesPerSecond);
    this.tracks = [
      ...startTone(this.#audio).getAudioTracks(),
      ...canvas.captureStream(framesPerSecond).getVideoTracks(),
    ];
  }

  /** Ends tone and picture. */
  stop(): void {
    clearInterval(this.#timer);
    for (const track of this.tracks) track.stop();
    void this.#audio.close();
  }
}

function startTone(audio: AudioContext): MediaStream {
  const oscillator = new OscillatorNode(audio, { frequency: tone.frequencyHz });
  const gain = new GainNode(audio, { gain: tone.gain });
  const destination = new MediaStreamAudioDestinationNode(audio);
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return destination.stream;
}

function painter(canvas: HTMLCanvasElement): () => void {
  const context = canvas.getContext('2d');
  let frame = 0;
  return () => {
    if (!context) return;
    frame += 1;
    context.fillStyle = `hsl(${(frame * 3) % 360} 60% 50%)`;
    context.fillRect(0, 0, size.width, size.height);
    context.fillStyle = 'white';
    context.fillRect((frame * 7) % (size.width - 40), (frame * 3) % (size.height - 40), 40, 40);
  };
}

/** Plays what arrives, without a sound: what nobody plays is not decoded. */
export function playSilently(connection: RTCPeerConnection): void {
  connection.addEventListener('track', ({ track }) => {
    const element = document.createElement(track.kind === 'audio' ? 'audio' : 'video');
    element.muted = true;
    element.srcObject = new MediaStream([track]);
    element.play().catch((error: unknown) => {
      // It was closed before it could play.
      console.debug(error);
    });
    track.addEventListener('ended', () => {
      element.srcObject = null;
    });
  });
}
