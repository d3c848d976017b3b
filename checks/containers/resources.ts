import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { PodTemplate } from '../pods.ts';
import { at, list } from '../values.ts';

const about: About = {
  id: 'resources',
  severity: 'risky',
  why: "Without requests the scheduler overfills nodes; without a memory limit one container can take its neighbours' memory.",
  remedy: 'Set requests for CPU and memory, and a limit for memory.',
};
const finding = findingsOf(about);

export const resources = check(about, (subject) => {
  const index = indexOf(subject);
  return index.pods.flatMap((pod) => missing(index, pod));
});

const wanted = [
  {
    where: ['requests', 'cpu'],
    defaultFrom: ['limits', 'cpu'],
    message: 'asks for no CPU: the scheduler counts it as nothing, and a busy node starves it',
  },
  {
    where: ['requests', 'memory'],
    defaultFrom: ['limits', 'memory'],
    message:
      'asks for no memory: the scheduler counts it as nothing, and a full node evicts it first',
  },
  {
    where: ['limits', 'memory'],
    defaultFrom: undefined,
    message: 'has no memory limit: a memory leak can stop the whole node',
  },
] as const;

function missing(index: Index, { owner, namespace, spec, containers }: PodTemplate): Finding[] {
  return containers.flatMap((container) =>
    wanted.flatMap(({ where, defaultFrom, message }) => {
      const given =
        has(container.fields.resources, where) ||
        // A limit without a request is the request as well.
        (defaultFrom && has(container.fields.resources, defaultFrom)) ||
        has(spec.resources, where) ||
        defaultsIn(index, namespace, where);
      if (given) return [];
      return [
        finding(owner, {
          path: `${container.path}.resources.${where.join('.')}`,
          message: `container ${container.name} ${message}`,
          fix: `add resources.${where.join('.')}`,
        }),
      ];
    }),
  );
}

function has(resources: unknown, path: readonly string[]): boolean {
  return at(resources, ...path) !== undefined;
}

function defaultsIn(index: Index, namespace: string, [part, name]: readonly string[]): boolean {
  const defaults = part === 'limits' ? ['default'] : ['defaultRequest', 'default'];
  return index
    .kind('LimitRange')
    .some(
      (range) =>
        range.namespace === namespace &&
        list(at(range.object, 'spec', 'limits')).some(
          (limit) =>
            at(limit, 'type') === 'Container' &&
            defaults.some((key) => at(limit, key, name ?? '') !== undefined),
        ),
    );
}
