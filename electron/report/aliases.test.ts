import { describe, expect, it } from 'vitest';
import { fullRedaction, noRedaction } from '../../shared/redaction.ts';
import { Aliases } from './aliases.ts';

function replaceAll(texts: string[], hosts: string[] = [], others: [string, string][] = []) {
  const names = others.map(([name, alias]) => ({ name, alias, kind: 'name' }) as const);
  const aliases = new Aliases({ redaction: fullRedaction, hosts, others: names, texts });
  return texts.map((text) => aliases.replace(text));
}

describe('Aliases', () => {
  it('gives one address the same alias wherever it stands, and another one another', () => {
    expect(replaceAll(['from 8.8.8.8:53 to 1.1.1.1', '8.8.8.8', 'stun:1.1.1.1:3478?x'])).toEqual([
      'from 192.0.2.1:53 to 192.0.2.2',
      '192.0.2.1',
      'stun:192.0.2.2:3478?x',
    ]);
  });

  it.each([
    ['8.8.8.8', '192.0.2.1'],
    ['10.1.2.3', '10.0.0.1'],
    ['172.20.0.9', '10.0.0.1'],
    ['192.168.1.20', '10.0.0.1'],
    ['100.100.1.1', '100.64.0.1'],
    ['169.254.7.7', '169.254.0.1'],
    ['2606:4700::1111', '2001:db8::1'],
    ['fd12:3456::1', 'fd00::1'],
    ['fe80::aa:bb', 'fe80::1'],
    ['fe80::aa:bb%eth0', 'fe80::1%eth0'],
    ['::ffff:8.8.8.8', '::ffff:192.0.2.1'],
  ])('replaces %s by %s, of the same family and reach', (address, alias) => {
    expect(replaceAll([address])).toEqual([alias]);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    '::',
    '255.255.255.255',
    'ff02::1',
    '224.0.0.1',
    'localhost',
  ])('keeps %s, which says nothing about anybody', (address) => {
    expect(replaceAll([address])).toEqual([address]);
  });

  it('knows an IPv6 address in every spelling', () => {
    expect(
      replaceAll([
        '2606:4700:0:0:0:0:0:1111',
        '2606:4700::1111',
        '[2606:4700::1111]:443',
        '2606:4700::1111.',
      ]),
    ).toEqual(['2001:db8::1', '2001:db8::1', '[2001:db8::1]:443', '2001:db8::1.']);
    expect(replaceAll(['2606:4700::ABCD', '2606:4700::abcd'])).toEqual([
      '2001:db8::1',
      '2001:db8::1',
    ]);
  });

  it('finds an address with a port but no brackets', () => {
    const [text] = replaceAll(['2606:4700:1:2:3:4:5:6:3478 refused']);
    expect(text).toBe('2001:db8::1:3478 refused');
  });

  it.each([
    '14:02:11',
    '4.6.1',
    'RFC 8489 6.2.1',
    'std::vector',
    '1.2.3.4.5',
    '999.1.1.1',
    'dead:beef',
    'TLSv1.3',
    'node.js',
    'webrtc-internals.json',
    'C:/Program Files/x.dll',
    'Coturn-4.6.1.rc1',
    'v2.1.beta',
    'pion 4.0.9',
    'stun.binding',
    'turn.allocate',
    'a.b',
  ])('leaves %s, which is neither address nor name', (text) => {
    expect(replaceAll([text])).toEqual([text]);
  });

  it('replaces host names, in any case and between Chinese letters', () => {
    expect(
      replaceAll([
        '服务器stun.contoso.com没有应答',
        'STUN.Contoso.COM.',
        'ip-10-1-2-3.ec2.internal',
      ]),
    ).toEqual(['服务器host-1.example没有应答', 'host-1.example.', 'host-2.example']);
  });

  it('replaces names with letters beyond ASCII whole, and mailboxes with their names', () => {
    expect(
      replaceAll(['bei Müller.de', 'alice.smith@contoso.com asks', '写给bob@contoso.com']),
    ).toEqual(['bei host-1.example', 'user-1@host-2.example asks', '写给user-2@host-2.example']);
  });

  it('replaces an address of which the end is hidden', () => {
    expect(replaceAll(['192.168.77.x and 2a02:db8:1:x:x:x:x:x', '10.x'])).toEqual([
      'redacted and redacted',
      'redacted',
    ]);
  });

  it('replaces the address in the name that a provider made of it, also where names stay', () => {
    const texts = ['p81-2-69-160.dsl.example', 'turn.contoso.com', '160.69.2.81.in-addr.arpa'];
    const redaction = { ...noRedaction, addresses: true };
    const aliases = new Aliases({ redaction, hosts: [], others: [], texts });
    expect(texts.map((text) => aliases.replace(text))).toEqual([
      'host-1.example',
      'turn.contoso.com',
      'host-2.example',
    ]);
  });

  it('replaces a host name that looks like an address as one name', () => {
    expect(replaceAll(['8.8.8.8.in-addr.arpa'])).toEqual(['host-1.example']);
  });

  it('replaces known names as whole words only', () => {
    const texts = ['LAPTOP-7 and laptop-7.contoso.com', 'laptop-77', '检查LAPTOP-7的网络'];
    expect(replaceAll(texts, [], [['LAPTOP-7', 'this-computer']])).toEqual([
      'this-computer and host-1.example',
      'laptop-77',
      '检查this-computer的网络',
    ]);
  });

  it('replaces known hosts without a dot or beyond ASCII', () => {
    expect(
      replaceAll(['turn:relay:3478', 'bücher.example answers'], ['relay', 'bücher.example']),
    ).toEqual(['turn:host-1.example:3478', 'host-2.example answers']);
  });

  it('does not let a short name tear an address apart', () => {
    expect(replaceAll(['8.8.114.4 lost 114 of 500'], [], [['114', 'ticket']])).toEqual([
      '192.0.2.1 lost ticket of 500',
    ]);
  });

  it('never takes an alias that stands in the texts itself', () => {
    expect(replaceAll(['8.8.8.8', '192.0.2.1', 'host-1.example', 'a.contoso.com'])).toEqual([
      '192.0.2.2',
      '192.0.2.3',
      'host-2.example',
      'host-3.example',
    ]);
  });

  it('has more aliases than the documentation networks have addresses', () => {
    const texts = Array.from({ length: 1000 }, (_, i) => `9.9.${i >> 8}.${i & 255}`);
    const aliases = replaceAll(texts);
    expect(new Set(aliases).size).toBe(1000);
    expect(aliases[0]).toBe('192.0.2.1');
    expect(aliases[999]).toMatch(/^198\.18\./);
  });

  it('is done within the time limit of a test with text that was made to be slow', () => {
    const slow = [':', '1:', 'a.', 'a-', '1.', 'a'].map((part) => `${part.repeat(10_000)}!`);
    expect(replaceAll(slow)).toHaveLength(slow.length);
  });
});
