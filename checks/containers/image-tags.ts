import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { parseImage } from './image-reference.ts';

const about: About = {
  id: 'image-tags',
  severity: 'risky',
  why: 'A tag that moves means other contents tomorrow than those that were tried today.',
  remedy: 'Write a version as the tag, or a digest.',
};
const finding = findingsOf(about);

// Images whose releases have three numbers, so that a tag of two moves.
const threeNumbers = new Set([
  'golang',
  'haproxy',
  'httpd',
  'memcached',
  'mongo',
  'mysql',
  'nginx',
  'node',
  'python',
  'rabbitmq',
  'redis',
]);

export const imageTags = check(about, (subject) =>
  indexOf(subject).pods.flatMap(({ owner, containers }) =>
    containers.flatMap(({ image, path }) => {
      const message = image && floating(image);
      if (!message) return [];
      return [
        finding(owner, {
          path: `${path}.image`,
          value: image,
          message,
          allowed: 'a whole version, such as 1.2.3, or a digest',
        }),
      ];
    }),
  ),
);

function floating(image: string): string | undefined {
  const { name, tag, digest } = parseImage(image);
  if (digest) return undefined;
  if (tag === undefined) return 'has no tag, which means latest: another image with every release';
  if (isFixed(tag, name.split('/').at(-1) ?? '')) return undefined;
  return `has the tag ${tag}, which moves with every release`;
}

function isFixed(tag: string, name: string): boolean {
  // A commit, a date or a build's number stays what it is.
  if (/(^|[-_.])(?=[a-f]*\d)[0-9a-f]{7,40}$/.test(tag) || /\d{4}-?\d\d-?\d\d/.test(tag))
    return true;
  if (/^\d{4,}$/.test(tag)) return true;
  const numbers = /^(?:[a-z]+-)?v?(\d+(?:\.\d+)*)/i.exec(tag)?.[1]?.split('.').length ?? 0;
  return threeNumbers.has(name) ? numbers >= 3 : numbers >= 2;
}
