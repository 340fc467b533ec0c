/** What a server says of itself at the start of its nonces (RFC 8489 sections 9.2 and 18.1). */
export interface SecurityFeatures {
  /** The server sends PASSWORD-ALGORITHMS: their absence means that somebody took them out. */
  passwordAlgorithms: boolean;
  /** The server takes USERHASH instead of USERNAME. */
  usernameAnonymity: boolean;
}

const cookie = 'obMatJos2';
const featuresEnd = cookie.length + 4;
const base64Group = /^[A-Za-z0-9+/]{4}$/;
// Bit 0 is the rightmost one, by the RFC's erratum, by its own example in appendix B.1 and by libjuice.
const passwordAlgorithmsBit = 0x01;
const usernameAnonymityBit = 0x02;

/** Security features in a nonce; undefined where it has no nonce cookie: an RFC 5389 server. */
export function parseNonceCookie(nonce: string): SecurityFeatures | undefined {
  const group = nonce.slice(cookie.length, featuresEnd);
  if (!nonce.startsWith(cookie) || !base64Group.test(group)) return undefined;
  const bits = Buffer.from(group, 'base64').readUIntBE(0, 3);
  return {
    passwordAlgorithms: (bits & passwordAlgorithmsBit) !== 0,
    usernameAnonymity: (bits & usernameAnonymityBit) !== 0,
  };
}

/** A server's nonce with the cookie and its features in front. */
export function withNonceCookie(nonce: string, features: SecurityFeatures): string {
  const bits =
    (features.passwordAlgorithms ? passwordAlgorithmsBit : 0) |
    (features.usernameAnonymity ? usernameAnonymityBit : 0);
  return `${cookie}${Buffer.of(0, 0, bits).toString('base64')}${nonce}`;
}
