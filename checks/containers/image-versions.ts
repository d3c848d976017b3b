import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { parseImage } from './image-reference.ts';

const about: About = {
  id: 'image-versions',
  severity: 'risky',
  why: 'Of one image in two versions, one was probably forgotten at an update.',
  remedy: 'Write the same version in all places.',
};
const finding = findingsOf(about);

export const imageVersions = check(about, (subject) => {
  const first = new Map<string, { image: string; id: string }>();
  return indexOf(subject).pods.flatMap(({ owner, containers }) =>
    containers.flatMap(({ image, path }) => {
      if (!image) return [];
      const { name } = parseImage(image);
      const other = first.get(name);
      if (!other) first.set(name, { image, id: owner.id });
      if (!other || other.image === image) return [];
      return [
        finding(owner, {
          path: `${path}.image`,
          value: image,
          message: `is the same image in another version than in ${other.id}`,
          allowed: other.image,
          fix: 'use one version of it everywhere',
        }),
      ];
    }),
  );
});
