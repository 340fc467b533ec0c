import { expect, it } from 'vitest';
import { rfc3489Name } from './rfc3489-name.ts';

it.each([
  ['none', 'endpoint-independent', 'open-internet'],
  ['none', 'address-dependent', 'symmetric-udp-firewall'],
  ['none', 'address-and-port-dependent', 'symmetric-udp-firewall'],
  ['endpoint-independent', 'endpoint-independent', 'full-cone'],
  ['endpoint-independent', 'address-dependent', 'restricted-cone'],
  ['endpoint-independent', 'address-and-port-dependent', 'port-restricted-cone'],
  ['endpoint-independent', 'unknown', 'unknown'],
  ['none', 'unknown', 'unknown'],
  ['unknown', 'endpoint-independent', 'unknown'],
] as const)('mapping %s and filtering %s are %s', (mapping, filtering, name) => {
  expect(rfc3489Name({ behaviour: mapping, dependent: false }, { behaviour: filtering })).toBe(
    name,
  );
});

it('a mapping that depends on the destination is symmetric, also where the rest is not known', () => {
  const filtering = { behaviour: 'unknown' } as const;
  expect(rfc3489Name({ behaviour: 'unknown', dependent: true }, filtering)).toBe('symmetric');
  expect(rfc3489Name({ behaviour: 'address-dependent', dependent: true }, filtering)).toBe(
    'symmetric',
  );
});
