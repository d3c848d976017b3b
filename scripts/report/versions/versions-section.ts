import type { Subject } from '../../../checks/check.ts';
import { type Content, joined, markup } from '../html/html.ts';
import type { Section } from '../html/section.ts';
import { table } from '../html/table.ts';
import { imagesOf, versionsOf } from './versions.ts';

/** What everything is a version of. */
export function versionsSection(subject: Subject): Section {
  return {
    id: 'versions',
    title: 'Versions',
    lead: 'What the cluster and its manifests are made of, from tables/ and the manifests themselves.',
    body: markup`${table({
      id: 'versions-table',
      caption: 'The cluster',
      stacked: true,
      columns: ['What', 'Version', 'Note'].map((name) => ({ name })),
      rows: versionsOf(subject).map(({ what, version, note }) => ({
        cells: [what, version, note],
      })),
    })}
${table({
  id: 'images-table',
  caption: 'Images',
  stacked: true,
  columns: ['Image', 'Run by'].map((name) => ({ name })),
  rows: imagesOf(subject).map(({ image, pods }) => ({
    cells: [breakable(image), joined(pods, ', ')],
  })),
})}`,
  };
}

// A long image name may be broken where it is read as broken anyway.
function breakable(image: string): Content {
  return joined(image.split(/(?<=[/:@])/), markup`<wbr>`);
}
