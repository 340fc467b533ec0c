/**
 * Whether the system may be asked to open this address: a draft in the person's mail program, and nothing else. There are no
 * links to web pages. What comes with a report, a profile or an answer from the network never gets further than this.
 */
export function mayBeOpened(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, search, searchParams } = new URL(address);
  if (protocol !== 'mailto:') return false;
  // Some mail programs attach a file of this computer that the address names.
  const names = [...searchParams.keys()].map((name) => name.toLowerCase());
  return search.length < 16_000 && names.every((name) => ['subject', 'body'].includes(name));
}
