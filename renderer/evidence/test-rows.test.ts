import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import {
  adapters,
  allocation,
  answeredBinding,
  baseline,
  failedBinding,
  refusedAllocation,
} from '../../shared/testing/probes.ts';
import { createFormat } from '../format.ts';
import { filterChoices, filterRows, makeTestRows } from './test-rows.ts';

const t = createTranslate('en');
const rows = makeTestRows(
  [
    adapters(),
    baseline(),
    answeredBinding('stun.example.org:3478'),
    failedBinding('stun2.example.org:3478', 'timeout', { id: 'silent' }),
    allocation('turn.example.org:3478'),
    refusedAllocation('turn2.example.org:3478', 401),
  ],
  t,
  createFormat('en', t),
);
const all = { query: '', onlyProblems: false, kind: '', host: '', ids: null };

describe('makeTestRows', () => {
  it('shows each kind with what it found', () => {
    expect(
      rows.map(({ server, over, result, rtt, lost }) => [server, over, result, rtt, lost]),
    ).toEqual([
      ['this computer', '–', '2 addresses', '–', '–'],
      ['inside Callpath', 'UDP', 'passed', '0.2 ms', '0 of 100'],
      ['stun.example.org:3478', 'UDP', '203.0.113.1:40213', '24 ms', '0 of 5'],
      ['stun2.example.org:3478', 'UDP', 'no answer after 2.0 s', '–', '4 of 4'],
      ['turn.example.org:3478', 'UDP', 'relayed by 198.51.100.7:50001', '–', '–'],
      ['turn2.example.org:3478', 'UDP', 'request rejected (401)', '–', '–'],
    ]);
  });
});

describe('filterRows', () => {
  it('finds every word in any column and any case', () => {
    const found = filterRows(rows, { ...all, query: 'RELAY turn2' });
    expect(found.map(({ server }) => server)).toEqual(['turn2.example.org:3478']);
  });

  it('keeps only what did not work', () => {
    expect(filterRows(rows, { ...all, onlyProblems: true })).toHaveLength(2);
  });

  it('keeps one kind of test, one server, or both', () => {
    const relays = filterRows(rows, { ...all, kind: 'turn.allocate' });
    expect(relays.map(({ host }) => host)).toEqual(['turn.example.org', 'turn2.example.org']);
    const both = { ...all, kind: 'turn.allocate', host: 'turn2.example.org' };
    expect(filterRows(rows, both)).toHaveLength(1);
    expect(filterRows(rows, { ...all, kind: 'nat.mapping' })).toEqual([]);
  });

  it('keeps only the evidence of a finding', () => {
    expect(filterRows(rows, { ...all, ids: ['silent'] }).map(({ id }) => id)).toEqual(['silent']);
  });

  it('shows all without a filter', () => {
    expect(filterRows(rows, all)).toHaveLength(rows.length);
  });
});

describe('filterChoices', () => {
  it('offers what is there, servers by their names', () => {
    expect(filterChoices(rows)).toEqual({
      kinds: ['local.interfaces', 'relay.baseline', 'stun.binding', 'turn.allocate'],
      hosts: ['stun.example.org', 'stun2.example.org', 'turn.example.org', 'turn2.example.org'],
    });
  });
});
