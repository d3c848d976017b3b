import { capture } from '../../aws/programs/call.ts';
import { at, list, text } from '../../checks/values.ts';

/** Where kubectl points now. */
export interface Context {
  readonly name: string;
  readonly server: string;
  /** The cluster of EKS that it signs in to, where it does so for one. */
  readonly eks?: { readonly name: string; readonly region?: string };
}

/** The current context; undefined where kubectl has none. */
export async function currentContext(): Promise<Context | undefined> {
  const { stdout } = await capture('kubectl', ['config', 'view', '--minify', '--output', 'json']);
  try {
    return contextOf(JSON.parse(stdout));
  } catch {
    return undefined;
  }
}

/** What a view of the current context alone says. */
export function contextOf(view: unknown): Context | undefined {
  const server = text(at(view, 'clusters', 0, 'cluster', 'server'));
  if (!server) return undefined;
  const eks = signsInTo(list(at(view, 'users', 0, 'user', 'exec', 'args')));
  return { name: text(at(view, 'current-context')) ?? '', server, ...(eks && { eks }) };
}

// As `aws eks get-token` and aws-iam-authenticator are called, whoever wrote the context.
function signsInTo(args: readonly unknown[]): Context['eks'] {
  const after = (...flags: readonly unknown[]) => {
    const index = args.findIndex((arg) => flags.includes(arg));
    return index === -1 ? undefined : text(args[index + 1]);
  };
  const name = after('--cluster-name', '--cluster-id', '-i');
  const region = after('--region');
  return name ? { name, ...(region && { region }) } : undefined;
}
