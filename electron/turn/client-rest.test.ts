import { describe, expect, it } from 'vitest';
import { restCredentials, restExpiryMs } from './client-rest.ts';

const nowMs = Date.UTC(2026, 10, 25, 18);
const nowSec = nowMs / 1000;

describe('restCredentials', () => {
  it('makes what coturn documents: the password is the HMAC of the name, base64', () => {
    // printf '1433895918:ninefingers' | openssl dgst -sha1 -hmac north -binary | base64
    expect(
      restCredentials({ secret: 'north', name: 'ninefingers', expiresAtMs: 1_433_895_918_999 }),
    ).toEqual({ username: '1433895918:ninefingers', credential: 'jy8hTxmOO7UtEKXqSkSlvakPVYA=' });
  });

  it('is read back by restExpiryMs', () => {
    const { username } = restCredentials({ secret: 's', name: 'anna', expiresAtMs: nowMs });
    expect(restExpiryMs(username, nowMs)).toBe(nowMs);
  });
});

describe('restExpiryMs', () => {
  it.each([
    [`${nowSec}:anna`, nowMs],
    [`anna:${nowSec}`, nowMs],
    [`${nowSec}:`, nowMs],
    [`${nowSec}`, nowMs],
    [`${nowSec}:7:8`, nowMs],
    ['1433895918:ninefingers', 1_433_895_918_000],
    ['anna', null],
    ['anna:bert', null],
    ['', null],
    [':', null],
    // A telephone number.
    ['2125551234', null],
    ['12:anna', null],
    ['999999999999999:anna', null],
  ])('reads %j as %j', (username, expected) => {
    expect(restExpiryMs(username, nowMs)).toBe(expected);
  });
});
