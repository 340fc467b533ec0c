import tls from 'node:tls';

let ownContext: tls.SecureContext | undefined;

/**
 * Whom certificates are checked against: Node's list of roots, those of NODE_EXTRA_CA_CERTS, and, where this Node can read
 * it, the operating system's store, in which organisations keep their own authorities. `more` (PEM) is trusted as well.
 */
export function trustedRoots(more: readonly string[] = []): tls.SecureContext {
  if (more.length > 0) {
    return tls.createSecureContext({ ca: [...(readableRoots() ?? tls.rootCertificates), ...more] });
  }
  // Hundreds of certificates are parsed for it: once is enough.
  ownContext ??= contextOf(readableRoots());
  return ownContext;
}

function contextOf(ca: string[] | null): tls.SecureContext {
  return ca === null ? tls.createSecureContext() : tls.createSecureContext({ ca });
}

/** Null before Node 22.15, which has its own list and NODE_EXTRA_CA_CERTS and tells nobody what is in them. */
function readableRoots(): string[] | null {
  if (typeof tls.getCACertificates !== 'function') return null;
  return [...new Set([...tls.getCACertificates('default'), ...systemRoots()])];
}

/** A store that cannot be read holds nothing that could be trusted. */
function systemRoots(): string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}
