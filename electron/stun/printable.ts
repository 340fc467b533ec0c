const longestText = 200;

/**
 * Text from the network that may be shown to people: no control, format or direction characters, at most 200 characters.
 */
export function printable(text: string): string {
  const [...characters] = text.replace(/\p{C}+|[\p{Zl}\p{Zp}]/gu, ' ').trim();
  return characters.slice(0, longestText).join('');
}
