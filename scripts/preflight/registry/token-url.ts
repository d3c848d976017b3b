import type { Challenge } from './challenge.ts';
import { RegistryError } from './registry-error.ts';

/** Where a registry wants to be asked for a token to pull from a repository. */
export function tokenUrl(
  { realm, service, scope }: Challenge,
  registry: { readonly name: string; readonly url: string },
  repository: string,
): URL {
  if (!URL.canParse(realm)) {
    throw new RegistryError(
      'broken',
      `${registry.name} says to sign in at ${realm}, which is not a URL`,
    );
  }
  const url = new URL(realm);
  // Credentials that went over TLS so far do not leave it here.
  if (registry.url.startsWith('https:') && url.protocol !== 'https:') {
    throw new RegistryError('broken', `${registry.name} says to sign in without TLS, at ${realm}`);
  }
  url.searchParams.set('scope', scope ?? `repository:${repository}:pull`);
  if (service) url.searchParams.set('service', service);
  return url;
}
