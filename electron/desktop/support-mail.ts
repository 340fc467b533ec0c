import { mailAddressOf } from '../../shared/support-contact.ts';

/** Windows passes no longer address to another program. */
const maxUrlLength = 2_000;

export interface SupportMail {
  /** As the profile names it. */
  contact: string | null;
  subject: string;
  /** In lines, the most important first: what does not fit is left out at the end. */
  body: string;
}

/** The address that opens a draft in the person's mail program (RFC 6068); `null` where the contact takes no mail. */
export function supportMailUrl({ contact, subject, body }: SupportMail): string | null {
  const address = mailAddressOf(contact);
  if (address === null) return null;
  const start = `mailto:${address}?subject=${encode(subject)}&body=`;
  let text = '';
  for (const line of body.split('\n')) {
    const next = text === '' ? encode(line) : `${text}%0D%0A${encode(line)}`;
    if (start.length + next.length > maxUrlLength) break;
    text = next;
  }
  return `${start}${text}`;
}

/** A lone half of a character, from a name out of the network, cannot be encoded. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
