import { expect, it } from 'vitest';
import { credentialsOf, groupAccounts } from './needed-servers.ts';

const server = (id: string, uri: string, username = 'anna') => ({ id, uri, username });

it('asks once for an account that several addresses of one server share', () => {
  const accounts = groupAccounts([
    server('udp', 'turn:turn.example.org:3478'),
    server('other', 'turn:turn.example.net'),
    server('tls', 'turns:turn.example.org:5349'),
    server('berta', 'turn:turn.example.org', 'berta'),
  ]);
  expect(accounts.map(({ host, username, ids }) => [host, username, ids])).toEqual([
    ['turn.example.org', 'anna', ['udp', 'tls']],
    ['turn.example.net', 'anna', ['other']],
    ['turn.example.org', 'berta', ['berta']],
  ]);
});

it('gives one answer for each address, and none for what was left empty', () => {
  const accounts = groupAccounts([
    server('udp', 'turn:turn.example.org'),
    server('tcp', 'turn:turn.example.org?transport=tcp'),
    server('other', 'turn:turn.example.net'),
  ]);
  expect(credentialsOf(accounts, ['opensesame', ''])).toEqual([
    { id: 'udp', credential: 'opensesame' },
    { id: 'tcp', credential: 'opensesame' },
  ]);
});
