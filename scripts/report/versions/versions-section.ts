import type { Subject } from '../../../checks/check.ts';
import { alike } from '../graph/alike.ts';
import { breakable } from '../html/breakable.ts';
import { joined, markup } from '../html/html.ts';
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
      columns: ['What', 'Version', 'Note'].map((name) => ({ name })),
      rows: versionsOf(subject).map(({ what, version, note }) => ({
        cells: [what, version, note],
      })),
    })}
${table({
  id: 'images-table',
  caption: 'Images',
  columns: ['Image', 'Run by'].map((name) => ({ name })),
  rows: imagesOf(subject).map(({ image, pods }) => ({
    cells: [breakable(image), joined(usersInWords(pods).map(breakable), ', ')],
  })),
})}`,
  };
}

// A learner's pod is one of many that run the same.
function usersInWords(pods: readonly string[]): string[] {
  const nameOf = (pod: string) => pod.slice(pod.indexOf('/') + 1);
  return alike(pods, nameOf).flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return others.length > 0 ? `${nameOf(first)} in ${others.length + 1} namespaces` : first;
  });
}
