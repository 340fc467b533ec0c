/**
 * Shows as U+FFFD what HTML does not allow, control characters, and direction overrides, with which a name could pose as
 * another one. For a whole document: none of them has a use in markup.
 */
export function harmless(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
}
