/** What a registry may answer for a tag. */
export type Kind = 'list' | 'manifest' | 'schema 1';

const kinds: Readonly<Record<string, Kind>> = {
  'application/vnd.oci.image.index.v1+json': 'list',
  'application/vnd.docker.distribution.manifest.list.v2+json': 'list',
  'application/vnd.oci.image.manifest.v1+json': 'manifest',
  'application/vnd.docker.distribution.manifest.v2+json': 'manifest',
  'application/vnd.docker.distribution.manifest.v1+prettyjws': 'schema 1',
  'application/vnd.docker.distribution.manifest.v1+json': 'schema 1',
};

/** All of them: a registry that is not asked for an old format may convert it, or hide it. */
export const ACCEPT = Object.keys(kinds).join(', ');

/** What a media type is; undefined for one that says nothing, as application/json does. */
export function kindOf(mediaType: string | null | undefined): Kind | undefined {
  return kinds[mediaType?.split(';')[0]?.trim() ?? ''];
}
