/** Strict on purpose: what passes can be a `mailto:` address (RFC 6068) without any escaping. */
const mailAddress =
  /^[a-z0-9][a-z0-9._+-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** The e-mail address where the contact is one and nothing else; `null` for a number, a page or a sentence. */
export function mailAddressOf(contact: string | null): string | null {
  const address = contact?.trim().replace(/^mailto:/i, '') ?? '';
  return mailAddress.test(address) ? address : null;
}
