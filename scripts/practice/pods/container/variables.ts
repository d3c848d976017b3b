import { at, fields, list, text } from '../../../../checks/values.ts';
import type { ApiRequest } from '../../../../control-plane/control-plane.ts';
import type { Container } from './container.ts';
import { storedIn } from './stored.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The variables of a container: those that its spec gives it, with the values of ConfigMaps and Secrets. */
export async function variablesOf(
  api: ApiRequest,
  { pod, spec }: Container,
): Promise<ReadonlyMap<string, string>> {
  const namespace = pod.metadata.namespace ?? '';
  const variables = new Map([
    ['PATH', PATH],
    ['HOSTNAME', pod.metadata.name],
  ]);
  for (const source of list(spec.envFrom).map(fields)) {
    const prefix = text(source.prefix) ?? '';
    const map = text(at(source, 'configMapRef', 'name'));
    const secret = text(at(source, 'secretRef', 'name'));
    const stored = map
      ? await storedIn(api, 'configmaps', namespace, map)
      : await storedIn(api, 'secrets', namespace, secret ?? '');
    for (const [key, value] of stored ?? []) variables.set(`${prefix}${key}`, value);
  }
  for (const one of list(spec.env).map(fields)) {
    const value = text(one.value) ?? (await valueFrom(api, namespace, pod, one.valueFrom));
    if (value !== undefined) variables.set(text(one.name) ?? '', expanded(value, variables));
  }
  return variables;
}

async function valueFrom(
  api: ApiRequest,
  namespace: string,
  pod: unknown,
  source: unknown,
): Promise<string | undefined> {
  const { configMapKeyRef, secretKeyRef, fieldRef } = fields(source);
  const reference = fields(configMapKeyRef ?? secretKeyRef);
  const name = text(reference.name);
  if (name) {
    const kind = configMapKeyRef ? 'configmaps' : 'secrets';
    return (await storedIn(api, kind, namespace, name))?.get(text(reference.key) ?? '');
  }
  const path = text(at(fieldRef, 'fieldPath'));
  return path === undefined ? '' : text(at(pod, ...path.split('.')));
}

// `$(NAME)` in a value means another variable, as Kubernetes has it.
function expanded(value: string, variables: ReadonlyMap<string, string>): string {
  return value.replaceAll(
    /\$\(([A-Za-z_]\w*)\)/g,
    (all, name: string) => variables.get(name) ?? all,
  );
}
