import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { nearestQuantity, parseQuantity } from '../quantity.ts';
import { at, fields, list, show } from '../values.ts';

const about: About = {
  id: 'quantities',
  severity: 'refused',
  why: 'The API server refuses such a quantity, or it means something else than intended.',
  remedy: 'Write it as 500m for CPU or 256Mi for memory.',
};
const finding = findingsOf(about);

export const quantities = check(about, (subject) => {
  const index = indexOf(subject);
  return [
    ...index.pods.flatMap(({ owner, path, spec, containers }) => [
      ...containers.flatMap((container) =>
        resources(owner, `${container.path}.resources`, container.fields.resources),
      ),
      ...resources(owner, `${path}spec.resources`, spec.resources),
      ...list(spec.volumes).flatMap((volume, i) => {
        const size = at(volume, 'emptyDir', 'sizeLimit');
        const where = `${path}spec.volumes[${i}].emptyDir.sizeLimit`;
        return size === undefined ? [] : quantity(owner, where, 'memory', size);
      }),
    ]),
    ...index
      .kind('PersistentVolumeClaim')
      .flatMap((claim) =>
        resources(claim, 'spec.resources', at(claim.object, 'spec', 'resources')),
      ),
    ...index
      .kind('StatefulSet')
      .flatMap((set) =>
        list(at(set.object, 'spec', 'volumeClaimTemplates')).flatMap((template, i) =>
          resources(
            set,
            `spec.volumeClaimTemplates[${i}].spec.resources`,
            at(template, 'spec', 'resources'),
          ),
        ),
      ),
  ];
});

function resources(located: Located, path: string, value: unknown): Finding[] {
  const { requests, limits } = fields(value);
  const found = (['requests', 'limits'] as const).flatMap((part) =>
    Object.entries(fields(at(value, part))).flatMap(([name, amount]) =>
      quantity(located, `${path}.${part}.${name}`, name, amount),
    ),
  );
  for (const [name, request] of Object.entries(fields(requests))) {
    const asked = parseQuantity(request);
    const limit = at(limits, name);
    const most = parseQuantity(limit);
    if (asked === undefined || most === undefined || asked <= most) continue;
    found.push(
      finding(located, {
        path: `${path}.requests.${name}`,
        value: show(request),
        message: `asks for more ${name} than its limit of ${show(limit)}`,
        allowed: `at most ${show(limit)}`,
        fix: 'lower the request or raise the limit',
      }),
    );
  }
  return found;
}

function quantity(located: Located, path: string, name: string, value: unknown): Finding[] {
  const amount = parseQuantity(value);
  if (amount !== undefined && amount >= 0 && !isTiny(name, value)) return [];
  const inBytes = name !== 'cpu';
  const written = show(value);
  const better = amount === undefined ? nearestQuantity(written) : undefined;
  return [
    finding(located, {
      path,
      value: written,
      message:
        amount === undefined
          ? 'is not a quantity'
          : amount < 0
            ? 'is less than 0'
            : 'is a fraction of a byte: m is a thousandth',
      allowed: inBytes ? 'bytes, as 256Mi or 1Gi' : 'cores, as 100m or 0.5',
      fix: isTiny(name, value)
        ? `did you mean ${written.replace(/m$/, 'Mi')}?`
        : better && `did you mean ${better}?`,
    }),
  ];
}

function isTiny(name: string, value: unknown): boolean {
  const bytes = name === 'memory' || name === 'storage' || name === 'ephemeral-storage';
  return bytes && typeof value === 'string' && /\d[num]$/.test(value);
}
