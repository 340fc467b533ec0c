/**
 * Text from the network on one line, without anything that changes how what follows is shown: control characters, line
 * breaks of every kind and direction overrides become spaces.
 */
export function oneLine(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
      .trim()
  );
}
