import { describe, expect, it } from 'vitest';
import { supportMailUrl } from './support-mail.ts';

const mail = {
  contact: 'help@example.org',
  subject: 'Callpath: blocked',
  body: 'One\nTwo & three',
};

describe('supportMailUrl', () => {
  it('is a draft to the contact of the profile, with subject and lines', () => {
    expect(supportMailUrl(mail)).toBe(
      'mailto:help@example.org?subject=Callpath%3A%20blocked&body=One%0D%0ATwo%20%26%20three',
    );
  });

  it('is nothing where the contact is not an e-mail address', () => {
    const contacts = [
      null,
      '',
      '+49 30 1234',
      'https://help.example.org',
      'IT desk, help@example.org',
      'help@example.org?cc=other@example.org',
      'help@example.org,other@example.org',
      'help@example.org%0Acc:x@example.org',
      'javascript:alert(1)',
      '-oProxyCommand@example.org',
    ];
    expect(contacts.map((contact) => supportMailUrl({ ...mail, contact }))).toEqual(
      contacts.map(() => null),
    );
  });

  it('adds no header, whatever the texts contain', () => {
    const url = supportMailUrl({
      ...mail,
      subject: 'a&bcc=x@example.org',
      body: 'b&cc=y\r\n?to=z',
    });
    const { searchParams } = new URL(url ?? '');
    expect([...searchParams.keys()]).toEqual(['subject', 'body']);
  });

  it('leaves out lines at the end where the address would be too long, in Chinese too', () => {
    const body = Array.from({ length: 60 }, (_, i) => `第 ${i} 行：无法通话`).join('\n');
    const url = supportMailUrl({ ...mail, body }) ?? '';
    expect(url.length).toBeLessThanOrEqual(2_000);
    expect(decodeURIComponent(url)).toContain('第 0 行');
    expect(decodeURIComponent(url)).not.toContain('第 59 行');
  });

  it('takes half a character for an unknown one', () => {
    expect(supportMailUrl({ ...mail, body: 'a\ud800b' })).toContain('body=a%EF%BF%BDb');
  });
});
