import type { ClusterConfig } from '../../config/schema.ts';
import { boundaryPolicy } from './boundary.ts';
import {
  eksctlCreates,
  eksctlDeletes,
  merged,
  neededActions,
  type Needs,
} from './needed-actions.ts';
import { SID } from '../../output/render.ts';
import type { PolicyDocument } from './policy-document.ts';
import { grantOf, type Scope } from './scopes.ts';

/** A policy as a file of `dist/<cluster>/iam/`. */
export interface PolicyFile {
  readonly path: string;
  readonly policy: PolicyDocument;
}

const network = new Set(['ec2', 'elasticloadbalancing']);
const { status, kubeconfig, verify, fleet } = neededActions;
const learner = merged(status, kubeconfig, verify, fleet, neededActions['eks-versions']);
const operator = merged(eksctlCreates, eksctlDeletes, ...Object.values(neededActions));

// Three files for the operator: IAM takes 6,144 characters a policy.
const needsByFile: Readonly<Record<string, Needs>> = {
  'learner.json': learner,
  'operator-network.json': ofServices(operator, (service) => network.has(service)),
  'operator-roles.json': ofServices(operator, (service) => service === 'iam'),
  'operator.json': ofServices(operator, (service) => service !== 'iam' && !network.has(service)),
};

/** The policies for those who work with a cluster, from the commands that they run. */
export function policyFiles(config: ClusterConfig): PolicyFile[] {
  return [
    ...Object.entries(needsByFile).map(([name, needs]) => ({
      path: `iam/${name}`,
      policy: allow(needs, config),
    })),
    { path: 'iam/boundary.json', policy: boundaryPolicy(config) },
  ];
}

/** The files of `dist/<cluster>/iam/` that allow an action; none where no command needs it. */
export function filesThatAllow(action: string): string[] {
  return Object.entries(needsByFile)
    .filter(([, needs]) => Object.values(needs).some((actions) => actions.includes(action)))
    .map(([name]) => name);
}

function allow(needs: Needs, config: ClusterConfig): PolicyDocument {
  const scopes = Object.entries(needs) as [Scope, readonly string[]][];
  return {
    Version: '2012-10-17',
    Statement: scopes
      .map(([scope, actions]) => ({
        Sid: `${SID}${scope}`,
        Effect: 'Allow' as const,
        Action: actions,
        ...grantOf(scope, config),
      }))
      // A cluster file without admins or a boundary has nobody to look at.
      .filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0),
  };
}

function ofServices(needs: Needs, isOne: (service: string) => boolean): Needs {
  return Object.fromEntries(
    (Object.entries(needs) as [Scope, readonly string[]][]).map(([scope, actions]) => [
      scope,
      actions.filter((action) => isOne(action.split(':', 1)[0] ?? '')),
    ]),
  );
}
