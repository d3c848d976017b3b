import {
  below,
  change,
  containers,
  type Damage,
  drop,
  type Fields,
  itemsBelow,
  objectsOf,
} from './subject.ts';

type Subject = Parameters<Damage>[0];

const config = ({ clusterConfig }: Subject): Fields => clusterConfig?.object ?? {};
const groups = (subject: Subject) => itemsBelow(config(subject), 'managedNodeGroups');
const addon = (subject: Subject, name: string) =>
  itemsBelow(config(subject), 'addons').filter((one) => one.name === name);
const autoscaler = (subject: Subject) =>
  containers(subject).filter(({ image }) => String(image).includes('/cluster-autoscaler:'));

// As an author without a cluster file would write it.
const instanceType = (subject: Subject, type: string) =>
  groups(subject).map((group) => () => {
    group.instanceType = type;
    delete subject.config;
  });

// The keys of a policy and of tags are their author's.
function eksctlMappings(value: unknown, key = ''): Fields[] {
  if (Array.isArray(value)) return value.flatMap((item) => eksctlMappings(item, key));
  if (typeof value !== 'object' || value === null) return [];
  if (['tags', 'labels', 'attachPolicy', 'public', 'private'].includes(key)) return [];
  const fields = value as Fields;
  return [
    fields,
    ...Object.entries(fields).flatMap(([name, child]) => eksctlMappings(child, name)),
  ];
}

// Upstream's role holds more than every version needs.
const isNeeded = (rule: Fields) => {
  const resources = Object.values(below(rule, 'resources')).map(String);
  const spare = resources.every((resource) => ['pods/status', 'endpoints'].includes(resource));
  return !spare && below(rule, 'apiGroups')[0] !== 'resource.k8s.io';
};

/** Damages of the ClusterConfig, and of what it and the manifests must agree on. */
export const cluster: Readonly<Record<string, Damage>> = {
  'a ClusterConfig key has the wrong case': (subject) =>
    eksctlMappings(config(subject)).flatMap((owner) =>
      Object.keys(owner).map((key) => () => {
        owner[key.toUpperCase()] = owner[key];
        delete owner[key];
      }),
    ),
  'a ClusterConfig key is mistyped': (subject) =>
    eksctlMappings(config(subject)).flatMap((owner) =>
      Object.keys(owner).map((key) => () => {
        owner[`${key}x`] = owner[key];
        delete owner[key];
      }),
    ),
  'a ClusterConfig has no name': (subject) => drop([below(config(subject), 'metadata')], 'name'),
  'a node group is larger than its largest': (subject) =>
    change(groups(subject), 'minSize', () => 9999),
  'a node group has no such instance type': (subject) =>
    change(groups(subject), 'instanceType', () => 't3.enormous'),
  'a node group is too small': (subject) => instanceType(subject, 't3.nano'),
  'a node group is of another architecture': (subject) =>
    objectsOf(subject, 'Deployment').length > 3 ? instanceType(subject, 'm7g.2xlarge') : [],
  'a node group is not found by the autoscaler': (subject) => [
    ...groups(subject).flatMap((group) =>
      Object.keys(below(group, 'tags'))
        .filter((key) => key.startsWith('k8s.io/cluster-autoscaler/'))
        .flatMap((key) => drop([below(group, 'tags')], key)),
    ),
    ...change(groups(subject), 'propagateASGTags', () => false),
  ],
  'roles for ServiceAccounts are off': (subject) =>
    change([below(config(subject), 'iam')], 'withOIDC', () => false),
  'the autoscaler has no role': (subject) => {
    const accounts = itemsBelow(config(subject), 'iam', 'serviceAccounts');
    return accounts
      .filter((account) => below(account, 'metadata').name === 'cluster-autoscaler')
      .map((account) => () => {
        accounts.splice(accounts.indexOf(account), 1);
      });
  },
  "the autoscaler's role scales every group": (subject) =>
    itemsBelow(config(subject), 'iam', 'serviceAccounts').flatMap((account) =>
      drop(itemsBelow(account, 'attachPolicy', 'Statement'), 'Condition'),
    ),
  'the autoscaler looks for another cluster': (subject) =>
    subject.clusterConfig
      ? autoscaler(subject).map((container) => () => {
          container.args = (container.args as string[]).map((arg) =>
            arg.startsWith('--node-group-auto-discovery') ? `${arg}-other` : arg,
          );
        })
      : [],
  'the autoscaler works in another region': (subject) =>
    subject.clusterConfig
      ? autoscaler(subject).flatMap((container) =>
          change(
            itemsBelow(container, 'env').filter(({ name }) => name === 'AWS_REGION'),
            'value',
            (region) => (region === 'eu-west-1' ? 'eu-west-2' : 'eu-west-1'),
          ),
        )
      : [],
  'the autoscaler is of another minor': (subject) =>
    change(autoscaler(subject), 'image', (image) =>
      String(image).replace(/v1\.\d+\.\d+$/, 'v1.26.8'),
    ),
  'the autoscaler may not do what it does': (subject) =>
    objectsOf(subject, 'ClusterRole')
      .filter((object) => below(object, 'metadata').name === 'cluster-autoscaler')
      .flatMap((object) => {
        const rules = itemsBelow(object, 'rules');
        return rules.filter(isNeeded).map((rule) => () => {
          rules.splice(rules.indexOf(rule), 1);
        });
      }),
  'nothing enforces the policies': (subject) =>
    objectsOf(subject, 'NetworkPolicy').length > 0
      ? drop(addon(subject, 'vpc-cni'), 'configurationValues')
      : [],
  'an addon that volumes need is gone': (subject) =>
    objectsOf(subject, 'StatefulSet').length > 0
      ? addon(subject, 'aws-ebs-csi-driver').map((driver) => () => {
          const addons = itemsBelow(config(subject), 'addons');
          addons.splice(addons.indexOf(driver), 1);
        })
      : [],
  'the API is open to all': (subject) =>
    change([below(config(subject), 'vpc')], 'publicAccessCIDRs', () => ['0.0.0.0/0']),
  'the API has no endpoint': (subject) =>
    subject.clusterConfig
      ? [
          () => {
            below(config(subject), 'vpc').clusterEndpoints = {
              publicAccess: false,
              privateAccess: false,
            };
          },
        ]
      : [],
  'a ServiceAccount has two owners': (subject) =>
    itemsBelow(config(subject), 'iam', 'serviceAccounts').map((account) => () => {
      const { name, namespace } = below(account, 'metadata');
      subject.files[0]!.objects.push({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
      });
    }),
};
