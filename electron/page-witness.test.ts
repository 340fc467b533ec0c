import { describe, expect, it } from 'vitest';
import {
  type PageListener,
  type PageSends,
  PageWitness,
  type WitnessPage,
} from './page-witness.ts';
import type { CallTask, GatherTask, WitnessEvents } from '../shared/witness.ts';
import type { LiveCall, WebrtcGatherResult } from '../shared/webrtc-results.ts';

const gatherTask: GatherTask = { kind: 'webrtc.gather', servers: [], limitMs: 1 };
const baselineTask: CallTask = {
  kind: 'webrtc.call',
  path: 'baseline',
  servers: [],
  connectLimitMs: 1,
  stream: { count: 1, intervalMs: 1 },
  throughput: null,
};
const result: WebrtcGatherResult = {
  servers: [],
  candidates: [],
  errors: [],
  complete: true,
  gatheringMs: 1,
};
const answer = { kind: 'webrtc.gather', result } as const;
const live: LiveCall = { state: 'gathering', candidates: [], sample: null };

/** A page that does what the test says, and keeps what it was sent. */
class ToldPage implements WitnessPage {
  readonly sent: { name: keyof WitnessEvents; id: number }[] = [];
  readonly listener: PageListener;
  closed = false;

  constructor(listener: PageListener) {
    this.listener = listener;
  }

  send: WitnessPage['send'] = (name, { id }) => {
    this.sent.push({ name, id });
  };

  close(): void {
    this.closed = true;
  }
}

function openWitness() {
  const pages: { sends: PageSends; page: ToldPage }[] = [];
  const witness = new PageWitness((sends, listener) => {
    const page = new ToldPage(listener);
    pages.push({ sends, page });
    return Promise.resolve(page);
  });
  return { witness, pages, page: () => pages[0]?.page as ToldPage };
}

const options = (signal = new AbortController().signal, seen: LiveCall[] = []) => ({
  signal,
  onLive: (now: LiveCall) => seen.push(now),
});
/** Everything that has been resolved is handled. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('PageWitness', () => {
  it('sends a task, passes on what is seen, and gives its answer', async () => {
    const { witness, page } = openWitness();
    const seen: LiveCall[] = [];
    const asked = witness.run<'webrtc.gather'>(gatherTask, options(undefined, seen));
    await settled();
    expect(page().sent).toEqual([{ name: 'task', id: 0 }]);
    page().listener.live({ id: 0, live });
    page().listener.done({ id: 0, answer });
    expect(await asked).toEqual({ status: 'done', result });
    expect(seen).toEqual([live]);
  });

  it('gives each answer to the task that it is for, whatever comes first', async () => {
    const { witness, page } = openWitness();
    const first = witness.run<'webrtc.gather'>(gatherTask, options());
    const second = witness.run<'webrtc.gather'>(gatherTask, options());
    await settled();
    page().listener.done({ id: 1, answer: { ...answer, result: { ...result, gatheringMs: 2 } } });
    page().listener.failed({ id: 0, reason: 'a mistake' });
    expect(await first).toEqual({ status: 'gone', reason: 'a mistake' });
    expect(await second).toMatchObject({ result: { gatheringMs: 2 } });
  });

  it('lets the baseline send from any address, and all else from each adapter', async () => {
    const { witness, pages } = openWitness();
    void witness.run<'webrtc.gather'>(gatherTask, options());
    void witness.run<'webrtc.call'>(baselineTask, options());
    void witness.run<'webrtc.gather'>(gatherTask, options());
    await settled();
    expect(pages.map(({ sends }) => sends)).toEqual(['adapters', 'any']);
  });

  it('asks the page to end a task when it is cancelled, also before it has begun', async () => {
    const { witness, page } = openWitness();
    const stop = new AbortController();
    const asked = witness.run<'webrtc.gather'>(gatherTask, options(stop.signal));
    stop.abort();
    await settled();
    expect(page().sent).toEqual([
      { name: 'task', id: 0 },
      { name: 'cancel', id: 0 },
    ]);
    page().listener.done({ id: 0, answer });
    expect((await asked).status).toBe('done');
  });

  it('ends every task when the page ends, and those that come later', async () => {
    const { witness, page } = openWitness();
    const asked = witness.run<'webrtc.gather'>(gatherTask, options());
    await settled();
    page().listener.gone('crashed');
    expect(await asked).toEqual({ status: 'gone', reason: 'crashed' });
    const late = await witness.run<'webrtc.gather'>(gatherTask, options());
    expect(late).toEqual({ status: 'gone', reason: 'crashed' });
  });

  it('says why a page could not be opened', async () => {
    const witness = new PageWitness(() => Promise.reject(new Error('no memory')));
    const asked = await witness.run<'webrtc.gather'>(gatherTask, options());
    expect(asked).toEqual({ status: 'gone', reason: 'no memory' });
  });

  it('closes its pages, also those that were only being opened', async () => {
    const { witness, page } = openWitness();
    const asked = witness.run<'webrtc.gather'>(gatherTask, options());
    witness.close();
    expect((await asked).status).toBe('gone');
    await settled();
    expect(page().closed).toBe(true);
    const late = await witness.run<'webrtc.gather'>(gatherTask, options());
    expect(late.status).toBe('gone');
  });
});
