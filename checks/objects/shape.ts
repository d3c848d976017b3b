import type { Check, Finding } from '../check.ts';
import { at, list, show, text } from '../values.ts';

/** What is not a Kubernetes object at all: without apiVersion, kind or name. */
export const shape: Check = ({ files }) =>
  files.flatMap((file) => list(file.objects).flatMap((object) => missing(file.path, object)));

function missing(file: string, object: unknown): Finding[] {
  const required = [['apiVersion'], ['kind'], ['metadata', 'name']];
  return required.flatMap((path): Finding[] => {
    const value = at(object, ...path);
    if (text(value)) return [];
    if (path[0] === 'metadata' && text(at(object, 'metadata', 'generateName'))) return [];
    return [
      {
        check: 'shape',
        file,
        path: path.join('.'),
        value: value === undefined ? undefined : show(value),
        message: `is not a Kubernetes object: ${path.join('.')} is ${value === undefined ? 'missing' : 'not text'}`,
        allowed: 'a mapping with apiVersion, kind and metadata.name',
      },
    ];
  });
}
