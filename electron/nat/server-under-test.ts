import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../../shared/endpoint.ts';
import { sameEndpoint } from '../../shared/endpoint.ts';
import type { NatServer, ServerFitness } from '../../shared/nat-results.ts';
import { type Answer, Question } from './question.ts';

/** A server to ask; several names may lead to one endpoint. */
export interface NatServerAddress {
  targets: string[];
  endpoint: Endpoint;
}

/** The questions to the other three endpoints of an RFC 5780 server, from the socket of the mapping test. */
export interface OtherQuestions {
  address: Question;
  addressAndPort: Question;
  port: Question;
}

/** The questions of the filtering test, from a socket that talks to the server's primary address only. */
export interface FilteringQuestions {
  one: Question;
  two: Question;
  three: Question;
}

const addressAndPort = { changeIp: true, changePort: true };
const portOnly = { changeIp: false, changePort: true };

/** One server with everything that it was asked, and what that says about the server itself. */
export class ServerUnderTest {
  readonly targets: string[];
  readonly endpoint: Endpoint;
  readonly primary: Question;
  others: OtherQuestions | null = null;
  /** CHANGE-REQUEST where nothing can filter the answer: the mapping socket has talked to all endpoints of the server. */
  controls: { two: Question | null; three: Question | null } = { two: null, three: null };
  filtering: FilteringQuestions | null = null;
  /** Success responses from its endpoint whose transaction id nobody has sent. */
  unknownIds = 0;

  constructor({ targets, endpoint }: NatServerAddress, socket: string) {
    this.targets = targets;
    this.endpoint = endpoint;
    this.primary = new Question({ name: 'test I', socket, to: endpoint });
  }

  get answer(): Answer | null {
    return this.primary.answer;
  }

  /** All its questions that are repeated until they are answered: all but those of the filtering test. */
  get repeated(): Question[] {
    const { others, controls } = this;
    return [
      this.primary,
      ...(others ? [others.address, others.addressAndPort, others.port] : []),
      ...[controls.two, controls.three].filter((control) => control !== null),
    ];
  }

  get filteringQuestions(): Question[] {
    return this.filtering ? [this.filtering.one, this.filtering.two, this.filtering.three] : [];
  }

  /** The slowest round trip to any of its endpoints; `null` as long as none answered. */
  get rttMs(): number | null {
    const known = [...this.repeated, ...this.filteringQuestions].flatMap(
      ({ rttMs }) => rttMs ?? [],
    );
    return known.length === 0 ? null : Math.max(...known);
  }

  /** Its OTHER-ADDRESS where that can be what RFC 5780 section 7.4 asks for. */
  get usableOther(): Endpoint | null {
    return usableOther(this.endpoint, this.answer?.otherAddress ?? null);
  }

  askOthers(socket: string): void {
    const other = this.usableOther;
    if (!other || this.others) return;
    const { endpoint } = this;
    this.others = {
      address: new Question({ name: 'test II', socket, to: { ...other, port: endpoint.port } }),
      addressAndPort: new Question({ name: 'test III', socket, to: other }),
      port: new Question({ name: 'other port', socket, to: { ...endpoint, port: other.port } }),
    };
  }

  /**
   * Asks for answers from the other endpoints once they were talked to and saw the same mapping: then whatever filters
   * must let them in, and silence is the server's. With another mapping for each destination there is no such control.
   */
  askControls(socket: string): void {
    const { others, answer } = this;
    if (!others || !answer) return;
    const options = { socket, to: this.endpoint };
    if (!this.controls.two && sameMapping(others.addressAndPort.answer, answer)) {
      this.controls.two = new Question({
        ...options,
        name: 'control II',
        answerFrom: others.addressAndPort.to,
        change: addressAndPort,
      });
    }
    if (!this.controls.three && sameMapping(others.port.answer, answer)) {
      this.controls.three = new Question({
        ...options,
        name: 'control III',
        answerFrom: others.port.to,
        change: portOnly,
      });
    }
  }

  startFiltering(socket: string): void {
    const other = this.usableOther;
    if (!other) return;
    const options = { socket, to: this.endpoint, maxSendings: Infinity };
    this.filtering = {
      one: new Question({ ...options, name: 'test I' }),
      two: new Question({ ...options, name: 'test II', answerFrom: other, change: addressAndPort }),
      three: new Question({
        ...options,
        name: 'test III',
        answerFrom: { ...this.endpoint, port: other.port },
        change: portOnly,
      }),
    };
  }

  /**
   * What the server can be used for, by what is known at `nowMs`. `fit` says only that nothing speaks against it yet;
   * `pathOf` says whether its silence may be believed.
   */
  fitness(nowMs: number): ServerFitness {
    const { answer, primary, others } = this;
    if (!answer) return this.#fitnessWithoutAnswer(nowMs);
    if (!answer.otherAddress) return 'no-other-address';
    const flaw = flawOfOther(this.endpoint, answer.otherAddress);
    if (flaw) return flaw;
    const changed = [
      this.controls.two,
      this.controls.three,
      this.filtering?.two,
      this.filtering?.three,
    ];
    const asked = changed.filter((question) => question !== null && question !== undefined);
    if (asked.some(({ elsewhere }) => elsewhere && sameEndpoint(elsewhere, this.endpoint))) {
      return 'ignores-change-request';
    }
    if (asked.some(({ elsewhere }) => elsewhere)) return 'answers-from-elsewhere';
    if (asked.some(({ rejected }) => rejected)) return 'refuses-change-request';
    if (asked.some((question) => question.answer)) return 'fit';
    const isSilent = (question: Question | null | undefined) =>
      question !== null &&
      question !== undefined &&
      !question.answer &&
      nowMs >= question.settledAtMs(primary.rttMs);
    if (isSilent(others?.addressAndPort) && isSilent(others?.address))
      return 'silent-other-address';
    return isSilent(this.controls.two) || isSilent(this.controls.three)
      ? 'drops-change-request'
      : 'fit';
  }

  #fitnessWithoutAnswer(nowMs: number): ServerFitness {
    const { primary } = this;
    if (primary.elsewhere) return 'answers-from-elsewhere';
    if (this.unknownIds > 0) return 'rewrites-transaction-ids';
    if (primary.sendError !== null || primary.rejected || primary.malformed) return 'not-judged';
    return nowMs >= primary.settledAtMs(null) ? 'silent' : 'not-judged';
  }

  /**
   * Whether an unanswered test II or III tells about the filter: `proven` where the same answer came through without a
   * filter, `assumed` where the endpoint answers but no control is possible, `broken` where the server is to blame.
   */
  pathOf(test: 'two' | 'three', nowMs: number): 'proven' | 'assumed' | 'broken' | 'pending' {
    const { others, answer } = this;
    const control = this.controls[test];
    const direct = test === 'two' ? others?.addressAndPort : others?.port;
    if (!direct || !answer) return 'pending';
    const rttMs = this.rttMs;
    if (control) {
      if (control.answer) return 'proven';
      return nowMs >= control.settledAtMs(rttMs) ? 'broken' : 'pending';
    }
    if (direct.answer) return sameMapping(direct.answer, answer) ? 'pending' : 'assumed';
    return nowMs >= direct.settledAtMs(rttMs) ? 'broken' : 'pending';
  }

  toReport(nowMs: number): NatServer {
    return {
      targets: this.targets,
      endpoint: this.endpoint,
      otherAddress: this.answer?.otherAddress ?? null,
      mappedAddress: this.answer?.mapped ?? null,
      fitness: this.fitness(nowMs),
    };
  }
}

function sameMapping(a: Answer | null, b: Answer): boolean {
  return a !== null && sameEndpoint(a.mapped, b.mapped);
}

/** How far an address reaches, the wider the more: an OTHER-ADDRESS must reach as far as the address that was asked. */
const reach: Partial<Record<string, number>> = {
  unspecified: 0,
  multicast: 0,
  broadcast: 0,
  loopback: 0,
  linkLocal: 1,
  private: 2,
  uniqueLocal: 2,
  carrierGradeNat: 2,
};
const widestReach = 3;

function reachOf({ address }: Endpoint): number {
  return reach[ipaddr.process(address).range()] ?? widestReach;
}

/** An OTHER-ADDRESS that can be what RFC 5780 section 7.4 asks for; `null` for any other. */
export function usableOther(primary: Endpoint, other: Endpoint | null): Endpoint | null {
  return other && flawOfOther(primary, other) === null ? other : null;
}

/** Both address and port must differ from those of the primary endpoint, or the tests cannot be told apart. */
function flawOfOther(primary: Endpoint, other: Endpoint): ServerFitness | null {
  if (other.family !== primary.family || other.port === 0) return 'private-other-address';
  if (reachOf(other) < reachOf(primary)) return 'private-other-address';
  const isEqual = other.address === primary.address || other.port === primary.port;
  return isEqual ? 'equal-other-address' : null;
}
