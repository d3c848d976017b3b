import { at, fields, list, text } from '../../../checks/values.ts';

type Variables = Readonly<Record<string, string>>;

/** The variables that a container gets by its manifest. */
export function variablesOf(container: unknown, pod: unknown): Record<string, string> {
  return Object.fromEntries(
    list(at(container, 'env')).map((variable): [string, string] => {
      const field = text(at(variable, 'valueFrom', 'fieldRef', 'fieldPath'));
      const value = field === undefined ? at(variable, 'value') : at(pod, ...field.split('.'));
      return [String(at(variable, 'name')), String(value ?? '')];
    }),
  );
}

/** Its arguments, with the values of flags that are given others. */
export function argumentsOf(container: unknown, variables: Variables, flags: Variables): string[] {
  return list(at(container, 'args')).map((argument) => {
    const written = String(argument).replace(/\$\((\w+)\)/g, (whole, name: string) => {
      return variables[name] ?? whole;
    });
    const [flag = ''] = written.split('=');
    const other = flags[flag.replace(/^-+/, '')];
    return other === undefined ? written : `${flag}=${other}`;
  });
}

interface Who {
  readonly user: number;
  readonly group: number;
}

/** Who a pod's manifest has it run as, or else its image. */
export function whoRuns(pod: unknown, container: unknown, imageUser?: number): Who {
  const { runAsUser = imageUser, runAsGroup = 0 } = {
    ...fields(at(pod, 'spec', 'securityContext')),
    ...fields(at(container, 'securityContext')),
  };
  if (runAsUser === undefined) throw new Error('neither its manifest nor its image names a user');
  return { user: Number(runAsUser), group: Number(runAsGroup) };
}

/** What starts it as the kubelet does: a user with no capabilities but those that the manifest adds, and no way to more. */
export function limitedTo({ user, group }: Who, container: unknown): string[] {
  const context = at(container, 'securityContext');
  const added = list(at(context, 'capabilities', 'add')).map((name) => `+${String(name)}`);
  const capabilities = ['-all', ...added].join(',').toLowerCase();
  const sets = ['bounding-set', 'inh-caps', 'ambient-caps'];
  return [
    'setpriv',
    `--reuid=${user}`,
    `--regid=${group}`,
    '--clear-groups',
    // It ends with whoever started it, which a change of user would undo.
    '--pdeathsig=keep',
    ...sets.map((set) => `--${set}=${capabilities}`),
    ...(at(context, 'allowPrivilegeEscalation') === false ? ['--no-new-privs'] : []),
  ];
}

/** Where the kubelet asks whether it is ready, or alive: a port and a path. */
export function probeOf(
  container: unknown,
  kind: 'readinessProbe' | 'livenessProbe',
): { readonly port: number; readonly path: string } {
  const asked = at(container, kind, 'httpGet');
  const port = at(asked, 'port');
  const named = list(at(container, 'ports')).find((one) => at(one, 'name') === port);
  return {
    port: Number(at(named, 'containerPort') ?? port),
    path: String(at(asked, 'path') ?? '/'),
  };
}
