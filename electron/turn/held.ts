import type { AllocationTable } from './allocation-table.ts';
import type { TurnRequests } from './requests/requests.ts';

/** What a relay keeps in memory. */
export interface Held {
  allocations: number;
  /** Relay sockets: open, being opened, and reserved. */
  relays: number;
  permissions: number;
  channels: number;
  /** Answers kept for repeated requests. */
  answers: number;
  /** Relay sockets that are being opened. */
  opening: number;
  /** Clients whose failed logins are counted. */
  failingClients: number;
  /** Keys of REST credentials. */
  restKeys: number;
}

/** Counts it; as slow as there are allocations. */
export function held(table: AllocationTable, requests: TurnRequests): Held {
  let permissions = 0;
  let channels = 0;
  for (const allocation of table.all()) {
    permissions += allocation.held.permissions;
    channels += allocation.held.channels;
  }
  const relays = table.places.taken;
  return { allocations: table.size, relays, permissions, channels, ...requests.held };
}
