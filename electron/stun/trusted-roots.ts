import tls from 'node:tls';

let ownContext: tls.SecureContext | undefined;

/**
 * Whom certificates are checked against: Node's list of roots, those of NODE_EXTRA_CA_CERTS, and, where this Node can read
 * it, the operating system's store, in which organisations keep their own authorities. `more` (PEM) is trusted as well.
 */
export function trustedRoots(more: readonly string[] = []): tls.SecureContext {
  if (more.length > 0) return tls.createSecureContext({ ca: [...roots(), ...more] });
  // Hundreds of certificates are parsed for it: once is enough.
  ownContext ??= tls.createSecureContext({ ca: roots() });
  return ownContext;
}

function roots(): string[] {
  // Since Node 22.15; before, and where the store cannot be read, Node's own list has to do.
  if (typeof tls.getCACertificates !== 'function') return [...tls.rootCertificates];
  return [...new Set([...tls.getCACertificates('default'), ...systemRoots()])];
}

function systemRoots(): string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}
