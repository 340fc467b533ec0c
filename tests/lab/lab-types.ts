/** Every network that the lab can be, by the name that `npm run lab -- up` takes. */
export const labTypes = [
  'open',
  'full-cone',
  'restricted-cone',
  'port-restricted-cone',
  'symmetric',
  'symmetric-udp-firewall',
  'udp-blocked',
  'udp-and-tcp-blocked',
  'double-nat',
  'hairpin',
  'alg',
  'port-parity',
  'short-lifetime',
] as const;

export type LabType = (typeof labTypes)[number];

/** The type, or an error that names all of them. */
export function parseLabType(text: string): LabType {
  const type = labTypes.find((one) => one === text);
  if (type === undefined) {
    throw new Error(`There is no lab type "${text}". Known are ${labTypes.join(', ')}.`);
  }
  return type;
}

/** Whether the client has a public address of its own and the router only routes or filters. */
export function isUntranslated(type: LabType): boolean {
  return type === 'open' || type === 'symmetric-udp-firewall';
}
