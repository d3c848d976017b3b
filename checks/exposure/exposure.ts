import { learnerFolder, withFirstLearner } from '../../config/learners/files.ts';
import {
  MOST_API_RANGES,
  MOST_NETWORK_LOAD_BALANCERS,
  MOST_GROUP_RULES,
} from '../../tables/limits.ts';
import { type About, check, type Finding, type Subject } from '../check.ts';
import { fields } from '../values.ts';
import { balancedService } from './aws-annotations.ts';
import { type Exposed, exposedOf, NODES_GROUP } from './exposed.ts';
import { widerThan } from './ranges.ts';

// What EKS and eksctl put into the nodes' security group themselves: one rule for the group itself, one for
// eksctl's shared group.
const RULES_THERE = 2;

const about: About = {
  id: 'exposure',
  severity: 'risky',
  why: "Something can be reached from more addresses than the cluster file's access.from says.",
  remedy: 'Limit it to access.from, or set access.anywhere.',
};

export const exposure = check(about, (subject) => {
  const exposed = exposedOf(subject);
  return [
    ...wider(subject, exposed),
    ...disagreements(subject),
    ...tooManyApiRanges(exposed),
    // Learners take turns: npm run capacity says how many have a load balancer at once.
    ...tooManyRules(withFirstLearner(exposed)),
  ];
});

/** How many learners can have a load balancer at once, beside all others; undefined without learners. */
export function balancedAtOnce(subject: Subject): number | undefined {
  const { config } = subject;
  if (!config || config.learners.length === 0) return undefined;
  const exposed = exposedOf(subject).filter(({ what }) => what === 'LoadBalancer');
  const theirs = config.learners.map(({ name }) =>
    exposed.filter(({ file }) => file.startsWith(`${learnerFolder(name)}/`)),
  );
  const others = exposed.filter((row) => !theirs.some((rows) => rows.includes(row)));
  const names = new Set(others.map(({ object }) => object));
  const most = Math.min(theirs.length, MOST_NETWORK_LOAD_BALANCERS - names.size);
  const fits = (count: number) =>
    tooManyRules([...others, ...theirs.slice(0, count).flat()]).length === 0;
  let count = Math.max(0, most);
  while (count > 0 && !fits(count)) count--;
  return count;
}

// Only a cluster file says from where something may be reached.
function wider({ config, clusterConfig }: Subject, exposed: readonly Exposed[]): Finding[] {
  if (!config || config.access.anywhere) return [];
  const allowed = [...config.access.from, config.vpc.cidr];
  return exposed.flatMap(({ what, object, file, from, internal, limited, rules }) => {
    // A balancer's node ports, and an Ingress behind a Service, are as open as the Service that is looked at.
    const isSecondLook = what === 'NodePort' || (what === 'Ingress' && !rules);
    if (internal || isSecondLook) return [];
    const ranges = widerThan(from.filter(isRange), allowed);
    if (ranges.length === 0) return [];
    const isApi = file === clusterConfig?.path;
    return [
      {
        check: about.id,
        file,
        object,
        path: paths[what],
        value: limited ? ranges.join(', ') : 'not there',
        message: limited
          ? `lets in more than access.from does: ${what} reachable from ${ranges.join(', ')}`
          : `lets the whole Internet in: without ranges, AWS opens this ${isApi ? 'endpoint' : 'load balancer'} to 0.0.0.0/0`,
        allowed: config.access.from.join(', '),
        fix: 'limit it to access.from, or opt in with access.anywhere: true',
      },
    ];
  });
}

const paths = {
  'API endpoint': 'vpc.publicAccessCIDRs',
  LoadBalancer: 'spec.loadBalancerSourceRanges',
  Ingress: 'metadata.annotations["alb.ingress.kubernetes.io/inbound-cidrs"]',
  NodePort: 'spec.ports',
} as const;

// Two programs may make a Service's load balancer, and they read different annotations.
function disagreements({ files, config }: Subject): Finding[] {
  return files.flatMap(({ path: file, objects }) =>
    objects.flatMap((object): Finding[] => {
      if (object?.kind !== 'Service' || fields(object.spec).type !== 'LoadBalancer') return [];
      const { scheme, internalAnnotation } = balancedService(object);
      const name = `Service ${object.metadata?.namespace ?? 'default'}/${object.metadata?.name}`;
      const found = (value: string, message: string): Finding[] => [
        {
          check: about.id,
          file,
          object: name,
          path: 'metadata.annotations',
          value,
          message,
          fix: `write both: ${PREFIX}scheme: internet-facing with ${PREFIX}internal: "false", or internal with "true"`,
        },
      ];
      if (scheme === undefined && internalAnnotation === undefined) {
        if (!config) return [];
        return found(
          'neither scheme nor internal',
          'is internet-facing where EKS makes the load balancer, and internal where the AWS Load Balancer Controller does',
        );
      }
      const saysInternal = scheme === 'internal';
      const providerSays = internalAnnotation !== undefined && internalAnnotation !== 'false';
      const controllerSays = scheme === undefined ? providerSays : saysInternal;
      if (controllerSays === providerSays) return [];
      return found(
        `scheme ${scheme ?? 'not there'}, internal ${internalAnnotation ?? 'not there'}`,
        `is ${facing(providerSays)} where EKS makes the load balancer, which reads only internal, and ${facing(controllerSays)} where the AWS Load Balancer Controller does`,
      );
    }),
  );
}

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';

function facing(internal: boolean): string {
  return internal ? 'internal' : 'internet-facing';
}

function tooManyApiRanges(exposed: readonly Exposed[]): Finding[] {
  return exposed
    .filter(({ what, from }) => what === 'API endpoint' && from.length > MOST_API_RANGES)
    .map(({ object, file, from }) => ({
      check: about.id,
      file,
      object,
      path: paths['API endpoint'],
      value: `${from.length} ranges`,
      message: 'are more than EKS accepts for its public endpoint',
      allowed: `at most ${MOST_API_RANGES}`,
      fix: 'join neighbouring ranges into wider ones',
      config: ['access', 'from'],
    }));
}

function tooManyRules(exposed: readonly Exposed[]): Finding[] {
  return [...ruledGroups(exposed)].flatMap(([group, rows]) => {
    const ranges = new Set(rows.flatMap(({ from }) => from)).size;
    const { fixed, perRange, total } = rulesOf(group, rows, ranges);
    const [first] = rows;
    if (total <= MOST_GROUP_RULES || !first) return [];
    const names = rows.map(({ object }) => object).join(', ');
    return [
      {
        check: about.id,
        file: first.file,
        object: first.object,
        path: paths[first.what],
        value: `${ranges} ranges`,
        message: `would need ${total} rules in ${group} (${names}): AWS allows ${MOST_GROUP_RULES}, and the load balancer stays pending`,
        allowed: `at most ${Math.max(1, Math.floor((MOST_GROUP_RULES - fixed) / perRange))} ranges`,
        fix: 'join neighbouring ranges into wider ones, or use fewer load balancers',
        config: ['access', 'from'],
      } satisfies Finding,
    ];
  });
}

// Of the files that make one Service in several ways, the one with the most rules counts.
function ruledGroups(exposed: readonly Exposed[]): ReadonlyMap<string, Exposed[]> {
  const most = new Map<string, Exposed>();
  const weight = ({ rules, from }: Exposed) => rules && rules.fixed + rules.perRange * from.length;
  for (const row of exposed) {
    const before = most.get(row.object);
    if ((weight(row) ?? 0) > ((before && weight(before)) ?? 0)) most.set(row.object, row);
  }
  const groups = new Map<string, Exposed[]>();
  for (const row of most.values()) {
    const group = row.rules?.group ?? '';
    const rows = groups.get(group);
    if (rows) rows.push(row);
    else groups.set(group, [row]);
  }
  return groups;
}

function rulesOf(group: string, rows: readonly Exposed[], ranges: number) {
  const all = rows.flatMap(({ rules }) => rules ?? []);
  const icmp = all.some((rules) => rules.icmp) ? 1 : 0;
  const fixed = all.reduce((sum, one) => sum + one.fixed, group === NODES_GROUP ? RULES_THERE : 0);
  const perRange = all.reduce((sum, one) => sum + one.perRange, icmp);
  return { fixed, perRange, total: fixed + perRange * ranges };
}

function isRange(text: string): boolean {
  return /^[0-9a-f.:]+\/\d+$/i.test(text);
}
