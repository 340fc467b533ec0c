import * as v from 'valibot';

export const addressFamilySchema = v.picklist(['IPv4', 'IPv6']);

/** `IPv4` or `IPv6`, as Node's `dgram` and `net` name them. */
export type AddressFamily = v.InferOutput<typeof addressFamilySchema>;

export const endpointSchema = v.strictObject({
  address: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535)),
  family: addressFamilySchema,
});

/** A transport address: a textual IP address, its port and its family. */
export type Endpoint = v.InferOutput<typeof endpointSchema>;

/** `192.0.2.1:3478` or `[2001:db8::1]:3478`. */
export function formatEndpoint(endpoint: Pick<Endpoint, 'address' | 'port'>): string {
  return endpoint.address.includes(':')
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.address}:${endpoint.port}`;
}

/** Whether both name the same address, port and family. */
export function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && a.address === b.address && a.family === b.family;
}
