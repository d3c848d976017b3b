import type { ImageFacts } from '../registry/read-image.ts';
import type { Place } from '../registry/reference.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { Used } from './images-of.ts';

/** An image, and what its registry told of it. */
export interface Looked extends Used {
  readonly place: Place;
  /** Its name without the mirror's prefix. */
  readonly original: string;
  readonly found: ImageFacts | RegistryError;
}
