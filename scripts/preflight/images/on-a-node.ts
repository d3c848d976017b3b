import { type Line, notChecked, passed, type Topic } from '../line.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { Looked } from './looked.ts';
import { megabytes } from './megabytes.ts';

// Layers take two to three times the room once they are unpacked.
const UNPACKED = 3;
const GIBIBYTE = 2 ** 30;

/** What all images together ask of a node's disk, layers that they share counted once. */
export function onANode(all: readonly Looked[], diskGib: number): Line {
  const topic: Topic = { group: 'images', check: 'size', what: 'all images on one node' };
  const read = all.flatMap(({ found }) =>
    !(found instanceof RegistryError) && found.state === 'fits' ? [found] : [],
  );
  if (read.length === 0) return notChecked(topic, 'the size of none is known');
  const layers = new Map(
    read.flatMap((one) => one.layers.map(({ digest, size }) => [digest, size])),
  );
  const bytes = [...layers.values()].reduce((sum, size) => sum + size, 0);
  const unread = all.length - read.length;
  const least = unread > 0 ? `at least ` : '';
  const without = unread > 0 ? `, without ${unread} of unknown size` : '';
  return passed(
    topic,
    `${least}${megabytes(bytes)} compressed in ${read.length} images${without}; a node's disk has ${diskGib} GiB`,
    bytes * UNPACKED > diskGib * GIBIBYTE
      ? `unpacked they need two to three times as much: raise nodes.volumeSize`
      : undefined,
  );
}
