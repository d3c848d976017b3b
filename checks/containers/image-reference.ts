/** An image's reference, taken apart. */
export interface ImageReference {
  /** With its registry, if it names one: `registry.k8s.io/ingress-nginx/controller`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Takes an image's reference apart. */
export function parseImage(reference: string): ImageReference {
  const [beforeDigest = '', digest] = reference.split('@', 2);
  const slash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', slash + 1);
  if (colon < 0) return { name: beforeDigest, tag: undefined, digest };
  return { name: beforeDigest.slice(0, colon), tag: beforeDigest.slice(colon + 1), digest };
}

/** The last parts of an image's name, longest first: a mirror puts its own prefix before them. */
export function nameTails(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, i) => parts.slice(i).join('/'));
}
