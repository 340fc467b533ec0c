import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate and its key, PEM: what `tls.createServer` and coturn's `--cert` and `--pkey` take. */
export interface TestCertificate {
  /** The certificate, and behind it those of its issuers but the root's. */
  cert: string;
  key: string;
}

export interface CertificateRequest {
  /** DNS names and IP addresses that it is good for. */
  names: readonly string[];
  validFrom?: Date;
  validTo?: Date;
}

/** An authority that a test trusts, or does not. */
export interface TestAuthority {
  /** The root certificate, PEM. */
  cert: string;
  issue: (request: CertificateRequest) => Promise<TestCertificate>;
  /** An authority below this one; `cert` is its own, and what it issues carries it along. */
  issueAuthority: () => Promise<TestAuthority>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 3600 * 1000;
let serial = 1;

/** A new authority with a key of its own. */
export async function createTestAuthority(
  name = 'Callpath test authority',
): Promise<TestAuthority> {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    ...certificateBase({ names: [] }),
    name: `CN=${name}`,
    keys,
    extensions: authorityExtensions,
  });
  return authority(cert, keys.privateKey, '');
}

/** A certificate that nobody but itself vouches for. */
export async function createSelfSigned(request: CertificateRequest): Promise<TestCertificate> {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    ...certificateBase(request),
    name: subjectOf(request),
    keys,
    extensions: [alternativeNames(request)],
  });
  return { cert: pem(cert), key: await keyPem(keys) };
}

function authority(
  cert: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  chain: string,
): TestAuthority {
  const sign = async (
    subject: string,
    keys: webcrypto.CryptoKeyPair,
    request: CertificateRequest,
    ca: boolean,
  ) =>
    x509.X509CertificateGenerator.create({
      ...certificateBase(request),
      subject,
      issuer: cert.subject,
      publicKey: keys.publicKey,
      signingKey,
      extensions: ca ? authorityExtensions : [alternativeNames(request)],
    });
  return {
    cert: pem(cert),
    issue: async (request) => {
      const keys = await newKeys();
      const issued = await sign(subjectOf(request), keys, request, false);
      return { cert: pem(issued) + chain, key: await keyPem(keys) };
    },
    issueAuthority: async () => {
      const keys = await newKeys();
      const below = await sign('CN=Callpath test issuer', keys, { names: [] }, true);
      return authority(below, keys.privateKey, pem(below) + chain);
    },
  };
}

const authorityExtensions = [
  new x509.BasicConstraintsExtension(true, undefined, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
];

function certificateBase({ validFrom, validTo }: CertificateRequest) {
  serial += 1;
  return {
    serialNumber: serial.toString(16).padStart(4, '0'),
    notBefore: validFrom ?? new Date(Date.now() - dayMs),
    notAfter: validTo ?? new Date(Date.now() + 30 * dayMs),
    signingAlgorithm: algorithm,
  };
}

function subjectOf({ names: [first = 'nobody'] }: CertificateRequest): string {
  return `CN=${first}`;
}

function alternativeNames({ names }: CertificateRequest): x509.Extension {
  const isAddress = (name: string) => /^[\d.]+$|:/.test(name);
  return new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value })),
  );
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function pem(cert: x509.X509Certificate): string {
  return `${cert.toString('pem')}\n`;
}

async function keyPem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`;
}
