/** How a registry wants to be asked. */
export interface Challenge {
  readonly scheme: 'bearer' | 'basic';
  readonly realm: string;
  readonly service?: string;
  readonly scope?: string;
}

/** Reads a WWW-Authenticate header; undefined where it asks for what isn't known here. */
export function readChallenge(header: string | null): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(bearer|basic)\s+(.*)$/i.exec(header ?? '') ?? [];
  const values = new Map(
    [...rest.matchAll(/(\w+)=(?:"([^"]*)"|([^",\s]+))/g)].map(([, key = '', quoted, bare]) => [
      key.toLowerCase(),
      quoted ?? bare ?? '',
    ]),
  );
  if (scheme === '') return undefined;
  const [realm = '', service, scope] = ['realm', 'service', 'scope'].map((key) => values.get(key));
  return {
    scheme: scheme.toLowerCase() === 'basic' ? 'basic' : 'bearer',
    realm,
    ...(service && { service }),
    ...(scope && { scope }),
  };
}
