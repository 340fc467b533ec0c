import type { WitnessServer } from '../../shared/witness.ts';
import type {
  CallSample,
  CallStage,
  CandidatePair,
  IceCandidateError,
  IceCandidateResult,
  LiveCall,
} from '../../shared/webrtc-results.ts';
import { readCandidate, readCandidateError } from './candidates.ts';
import { CallStages } from './call-stages.ts';
import { startClock, wait } from './clock.ts';
import { toIceServers } from './ice-servers.ts';
import { readSelectedPair, transportOf } from './selected-pair.ts';

export interface CallPairOptions {
  servers: readonly WitnessServer[];
  relayOnly: boolean;
  /** Which candidates the two sides tell each other. */
  accept: (candidate: IceCandidateResult) => boolean;
  /** The stages that this call has before anything is sent over it. */
  stages: readonly CallStage['name'][];
  signal: AbortSignal;
  onLive: (live: LiveCall) => void;
}

/** Two connections of this page that call each other, and everything that is seen of it. */
export class CallPair {
  readonly caller: RTCPeerConnection;
  readonly callee: RTCPeerConnection;
  readonly elapsedMs = startClock();
  readonly candidates: IceCandidateResult[] = [];
  readonly errors: IceCandidateError[] = [];
  readonly stages: CallStages;
  readonly #options: CallPairOptions;
  readonly #lost = new AbortController();
  readonly #connected = new AbortController();
  #accepted = 0;
  #state: LiveCall['state'] = 'new';
  #sample: CallSample | null = null;

  constructor(options: CallPairOptions) {
    this.#options = options;
    this.stages = new CallStages(options.stages, this.elapsedMs);
    const configuration: RTCConfiguration = {
      iceServers: toIceServers(options.servers),
      iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
    };
    this.caller = new RTCPeerConnection(configuration);
    this.callee = new RTCPeerConnection(configuration);
    this.#exchange(this.caller, this.callee);
    this.#exchange(this.callee, this.caller);
    this.caller.addEventListener('iceconnectionstatechange', () => {
      this.#followIce();
    });
    this.caller.addEventListener('connectionstatechange', () => {
      this.#followConnection();
    });
  }

  /** Fires when a connection that stood is lost, and when one fails that never stood. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Offer, answer, and then whatever comes until the last stage is reached, none can be any more, or the time is up. */
  async connect(limitMs: number): Promise<boolean> {
    const { signal } = this.#options;
    const { caller, callee } = this;
    this.#tell('gathering');
    await caller.setLocalDescription();
    if (caller.localDescription) await callee.setRemoteDescription(caller.localDescription);
    await callee.setLocalDescription();
    if (callee.localDescription) await caller.setRemoteDescription(callee.localDescription);
    this.reached('offer');
    this.#followEncryption();
    await wait(limitMs, AbortSignal.any([signal, this.#connected.signal, this.lost]));
    if (this.stages.complete) return true;
    this.stages.failNext();
    return false;
  }

  /** A stage that only the user of the pair can see, such as an open channel. */
  reached(stage: CallStage['name']): void {
    this.stages.reached(stage);
    if (this.stages.complete) this.#connected.abort();
  }

  /** Tells what is seen at the moment. */
  showSample(sample: CallSample): void {
    this.#sample = sample;
    if (!this.lost.aborted) this.#tell('streaming');
  }

  selectedPair(): CandidatePair | null {
    return readSelectedPair(this.caller, this.callee, this.candidates);
  }

  /** Ends both connections. May be called again. */
  close(): void {
    if (this.caller.connectionState === 'closed') return;
    this.caller.close();
    this.callee.close();
    this.stages.add('closed', 'passed');
    this.#tell('closed');
  }

  #exchange(from: RTCPeerConnection, to: RTCPeerConnection): void {
    from.addEventListener('icecandidate', ({ candidate }) => {
      const found = candidate && readCandidate(candidate, this.elapsedMs());
      if (!candidate || !found) return;
      this.candidates.push(found);
      this.#tell(this.#state);
      if (!this.#options.accept(found)) return;
      this.#accepted += 1;
      this.reached('gathering');
      to.addIceCandidate(candidate).catch((error: unknown) => {
        // The other side is closed, or could not use it: the call shows by its stages whether that matters.
        console.debug(error);
      });
    });
    from.addEventListener('icecandidateerror', (event) => {
      this.errors.push(readCandidateError(event, this.elapsedMs()));
    });
    from.addEventListener('icegatheringstatechange', () => {
      this.#giveUpWithoutCandidates();
    });
  }

  /** Without a candidate to try, waiting would change nothing. */
  #giveUpWithoutCandidates(): void {
    const complete = [this.caller, this.callee].every(
      ({ iceGatheringState }) => iceGatheringState === 'complete',
    );
    if (complete && this.#accepted === 0) this.#lost.abort();
  }

  #followIce(): void {
    const { iceConnectionState } = this.caller;
    if (iceConnectionState === 'checking') this.reached('checking');
    if (iceConnectionState === 'connected' || iceConnectionState === 'completed') {
      this.reached('ice-connected');
    }
  }

  #followEncryption(): void {
    const transport = transportOf(this.caller);
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'connected') this.reached('dtls-connected');
    });
  }

  #followConnection(): void {
    const { connectionState } = this.caller;
    if (connectionState === 'failed') this.#lost.abort();
    if (connectionState !== 'new' && connectionState !== 'closed') this.#tell(connectionState);
  }

  #tell(state: LiveCall['state']): void {
    this.#state = state;
    this.#options.onLive({ state, candidates: [...this.candidates], sample: this.#sample });
  }
}
