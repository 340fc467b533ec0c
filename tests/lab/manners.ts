import { testServer } from './addresses.ts';

/** How a test server answers. All but the first lie, or fail, in one way. */
export const manners = [
  'honest',
  /** Has no OTHER-ADDRESS and answers a CHANGE-REQUEST from where it was asked. */
  'no-other-address',
  /** Names an address of its own network as OTHER-ADDRESS. */
  'private-other-address',
  /** Names itself as OTHER-ADDRESS. */
  'equal-other-address',
  /** Names an OTHER-ADDRESS at which nobody answers. */
  'silent-other-address',
  /** Has a good OTHER-ADDRESS, but answers a CHANGE-REQUEST from where it was asked, and says that it did not. */
  'answers-from-primary',
  /** Answers a CHANGE-REQUEST from an address that it never named. */
  'answers-from-third-address',
  /** Answers with another transaction id. */
  'rewrites-transaction-id',
  /** Answers from the port behind the one that it was asked at. */
  'answers-from-other-port',
  /** Answers when every deadline has passed. */
  'answers-late',
] as const;

export type Manner = (typeof manners)[number];

const firstPort = 4000;

/** Of the two ports of a test server the one to ask; the other is behind it. */
export function testServerPort(manner: Manner): number {
  return firstPort + 10 * manners.indexOf(manner);
}

/** The test server that answers in this manner, as a lab's client reaches it. */
export function testServerOf(manner: Manner): { address: string; port: number } {
  return { address: testServer.address, port: testServerPort(manner) };
}
