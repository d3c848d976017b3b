import { at, fields, list, text } from '../../../checks/values.ts';
import { type Kind, kindOf } from './media-types.ts';

/** A part of an image as its manifest lists it. */
export interface Layer {
  readonly digest: string;
  readonly size: number;
}

/** An image for one architecture. */
export interface Manifest {
  readonly kind: 'manifest';
  readonly config: Layer & { readonly mediaType: string };
  readonly layers: readonly Layer[];
}

/** One image for each of several architectures. */
export interface ManifestList {
  readonly kind: 'list';
  readonly images: readonly { readonly digest: string; readonly platform: string }[];
}

export type Document = Manifest | ManifestList | { readonly kind: 'schema 1' };

/** Reads a manifest, whatever the registry calls it; undefined where it is none. */
export function readManifest(body: unknown, contentType: string | null): Document | undefined {
  const kind = ofItself(body) ?? kindOf(contentType);
  switch (kind) {
    case 'schema 1':
      return { kind };
    case 'list':
      return { kind, images: list(fields(body).manifests).flatMap(asImage) };
    case 'manifest': {
      const [config] = asLayer(fields(body).config);
      const mediaType = text(at(body, 'config', 'mediaType')) ?? '';
      return (
        config && {
          kind,
          config: { ...config, mediaType },
          layers: list(fields(body).layers).flatMap(asLayer),
        }
      );
    }
    default:
      return undefined;
  }
}

function ofItself(body: unknown): Kind | undefined {
  const { schemaVersion, mediaType, manifests, layers } = fields(body);
  if (schemaVersion === 1) return 'schema 1';
  if (Array.isArray(manifests)) return 'list';
  return Array.isArray(layers) ? 'manifest' : kindOf(text(mediaType));
}

function asImage(entry: unknown): ManifestList['images'][number][] {
  const digest = text(fields(entry).digest);
  const { os, architecture } = fields(fields(entry).platform);
  // Attestations stand in the list as an image for nothing.
  if (!digest || architecture === 'unknown') return [];
  return [{ digest, platform: `${String(os)}/${String(architecture)}` }];
}

function asLayer(entry: unknown): Layer[] {
  const { digest, size } = fields(entry);
  return typeof digest === 'string' && typeof size === 'number' ? [{ digest, size }] : [];
}
