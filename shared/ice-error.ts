/** STUN and TURN error codes with words of their own in `webrtc.iceError` (RFC 8489, RFC 8656, RFC 8445, W3C webrtc-pc). */
export const explainedIceErrors = [
  300, 400, 401, 403, 405, 420, 437, 438, 440, 441, 442, 443, 446, 447, 486, 487, 500, 508, 600,
  701,
] as const;

export type IceErrorKey = `code-${(typeof explainedIceErrors)[number]}` | 'other' | 'none';

/** Names the words for the code of an `icecandidateerror` event; `none` where there was no event. */
export function iceErrorKey(code: number | null): IceErrorKey {
  if (code === null) return 'none';
  const known = explainedIceErrors.find((candidate) => candidate === code);
  return known === undefined ? 'other' : `code-${known}`;
}
