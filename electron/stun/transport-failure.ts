import type { TlsProblem } from '../../shared/report.ts';
import type { TransactionOutcome } from './transaction.ts';

/** Why there is no connection to send a request on. */
export type TransportFailure =
  /** Nobody answered the attempt to connect, or the TLS handshake stood still. */
  | { status: 'silent'; stage: 'connect' | 'tls'; waitedMs: number }
  /** The server cannot prove who it is, or speaks no TLS that is known here. `reason` is OpenSSL's word for it. */
  | { status: 'untrusted'; problem: Exclude<TlsProblem, 'none'>; reason: string }
  | Extract<TransactionOutcome, { status: 'refused' | 'unreachable' | 'closed' | 'cancelled' }>;
