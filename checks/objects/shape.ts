import { type About, check, type Finding } from '../check.ts';
import { at, list, show, text } from '../values.ts';

const about: About = {
  id: 'shape',
  severity: 'refused',
  why: 'Without apiVersion, kind and a name, it is not a Kubernetes object.',
  remedy: 'Add what is missing.',
};

export const shape = check(about, ({ files }) =>
  files.flatMap((file) => list(file.objects).flatMap((object) => missing(file.path, object))),
);

function missing(file: string, object: unknown): Finding[] {
  const required = [['apiVersion'], ['kind'], ['metadata', 'name']];
  return required.flatMap((path): Finding[] => {
    const value = at(object, ...path);
    if (text(value)) return [];
    if (path[0] === 'metadata' && text(at(object, 'metadata', 'generateName'))) return [];
    return [
      {
        check: about.id,
        file,
        path: path.join('.'),
        value: value === undefined ? undefined : show(value),
        message: `is not a Kubernetes object: ${path.join('.')} is ${value === undefined ? 'missing' : 'not text'}`,
        allowed: 'a mapping with apiVersion, kind and metadata.name',
      },
    ];
  });
}
