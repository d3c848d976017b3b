import { fc } from '../support/random.ts';
import { MOST_API_RANGES } from '../../tables/limits.ts';
import { addonNames } from '../../tables/addons.ts';
import { eksSupport, kubernetesVersions } from '../../tables/kubernetes.ts';
import { regionNames, usualZones } from '../../tables/regions.ts';
import { ingressNginxVersions } from '../../tables/ingress-releases.ts';

type Fields = Record<string, unknown>;

// Words that a reader of YAML may take for something else.
const odd = ['y', 'no', 'on', 'off', 'yes', 'null', 'true', 'nan', 'inf', 'e1'];
const oddValues = [...odd, '1.10', '010', '0x1f', '1e3', '12', '1.0', 'No', 'TRUE', '2026-01-02'];
const oddTexts = [
  ...oddValues,
  '',
  ' ',
  '1:30',
  '=',
  '-',
  '+1',
  '.5',
  '0o7',
  '@a',
  '/',
  'a: b',
  ': x',
  'a b',
  '_',
];

const name = fc.oneof(
  fc.constantFrom(...odd),
  fc.stringMatching(/^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$/),
);

const owner = fc.oneof(
  fc.constantFrom(...odd, '1e3', '010', '12', '1-1', '0x1f'),
  fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,54}[a-z0-9])?$/),
);

// Types that hold the whole stack on one node each; others are what the check of capacity is for.
const instanceTypes = ['t3.xlarge', 'm7i.xlarge', 'm7i-flex.xlarge', 'm6a.2xlarge', 'r6i.xlarge'];

// Addresses that clients on the Internet have.
const range = fc
  .tuple(
    fc.integer({ min: 11, max: 99 }),
    fc.nat(255),
    fc.nat(255),
    fc.nat(255),
    fc.integer({ min: 12, max: 32 }),
  )
  .map(([a, b, c, d, prefix]) => {
    const address = ((a * 256 + b) * 256 + c) * 256 + d;
    const network = address - (address % 2 ** (32 - prefix));
    return `${[24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.')}/${prefix}`;
  })
  .filter((text) => text.split('.')[0] !== '10');

const arn = (kind: string) =>
  fc
    .tuple(fc.stringMatching(/^\d{12}$/), fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,20}$/))
    .map(([account, role]) => `arn:aws:iam::${account}:${kind}/${role}`);

const nodePort = fc.integer({ min: 30000, max: 32767 });
const zonesOf = (region: string) => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);

const access = fc
  .tuple(
    fc.uniqueArray(range, { minLength: 1, maxLength: MOST_API_RANGES }),
    fc.uniqueArray(fc.oneof(arn('role'), arn('user')), { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([from, admins, creatorIsAdmin]) => ({
    from,
    admins,
    creatorIsAdmin: creatorIsAdmin || admins.length === 0,
  }));

const nodes = fc
  .tuple(
    fc.constantFrom(...instanceTypes),
    fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { minLength: 3, maxLength: 3 }),
  )
  .chain(([instanceType, sizes]) => {
    const [min, desired, max] = sizes.toSorted((a, b) => a - b);
    return fc.record(
      {
        instanceType: fc.constant(instanceType),
        min: fc.constant(min),
        desired: fc.constant(desired),
        max: fc.constant(max),
        volumeSize: fc.integer({ min: 20, max: 500 }),
        spot: fc.boolean(),
        labels: fc.dictionary(
          fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,30}[A-Za-z0-9])?$/),
          fc.oneof(fc.constantFrom(...oddValues), fc.stringMatching(/^[A-Za-z0-9]{0,20}$/)),
          { maxKeys: 3, noNullPrototype: true },
        ),
        launchTemplate: fc.constantFrom(
          { own: true },
          { own: true, ami: 'ssm' },
          { own: true, id: 'lt-0123456789abcdef0', version: 3 },
          { id: 'lt-01234567' },
        ),
      },
      { requiredKeys: ['instanceType', 'min', 'desired', 'max'] },
    );
  });

const images = fc.record({
  registry: fc.constantFrom(null, 'registry.example.com', 'mirror.example.com:5000/a/b'),
});

// EKS sells a minor version with standard support, or with extended support alone.
const kubernetes = fc
  .tuple(fc.constantFrom(...kubernetesVersions), fc.boolean())
  .map(([version, bare]) => {
    const support = eksSupport(version);
    return {
      kubernetes: version,
      manifestsOnly: bare,
      support,
    };
  });

const ingress = (version: string) =>
  fc.record({
    controller: fc.constantFrom(
      'nginx',
      'alb',
      'none',
      ...(ingressNginxVersions.some((tested) => tested === version) ? ['ingress-nginx'] : []),
    ),
    host: fc.constantFrom(null, 'shop.example.com', '*.example.com', 'no.example.com'),
  });

const tags = fc
  .dictionary(
    fc.oneof(
      fc.constantFrom(...oddTexts.filter((text) => text.trim() !== '')),
      fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{1,40}$/),
    ),
    fc.oneof(fc.constantFrom(...oddTexts), fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{0,40}$/)),
    { maxKeys: 4, noNullPrototype: true },
  )
  .map((all) =>
    Object.fromEntries(
      Object.entries(all).filter(
        ([key]) => !/^(aws:|k8s\.io\/|(project|cluster|owner|expires|__proto__)$)/i.test(key),
      ),
    ),
  );

const logs = fc.record({
  types: fc.subarray(['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']),
  retentionDays: fc.constantFrom(1, 7, 365, 3653),
});

const addons = fc.uniqueArray(
  fc.record(
    {
      name: fc.constantFrom(...addonNames),
      version: fc.constantFrom('latest', 'default', 'v1.2.3-eksbuild.1'),
    },
    { requiredKeys: ['name'] },
  ),
  { maxLength: 3, selector: ({ name: addon }) => addon },
);

const expires = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

// A new VPC of some size, zones of one's own, or a VPC that is there already.
const network = (region: string) => {
  const subnets = (letter: string) =>
    Object.fromEntries(
      zonesOf(region).map((zone, i) => [zone, `subnet-0123456789abcde${letter}${i}`]),
    );
  return fc.oneof(
    fc.record({
      network: fc.constantFrom('public', 'private'),
      vpc: fc.record({ cidr: fc.constantFrom('10.0.0.0/16', '172.16.0.0/20', '192.168.0.0/16') }),
    }),
    fc.record({
      network: fc.constantFrom('public', 'private'),
      availabilityZones: fc.subarray(zonesOf(region), { minLength: 2 }),
    }),
    fc.record({
      network: fc.constantFrom('public', 'private'),
      vpc: fc.constant({
        id: 'vpc-0123456789abcdef0',
        cidr: '10.20.0.0/16',
        publicSubnets: subnets('a'),
        privateSubnets: subnets('b'),
      }),
    }),
  );
};

const apps = fc
  .tuple(nodePort, nodePort)
  .filter(([a, b]) => a !== b)
  .chain(([shopPort, jenkinsPort]) =>
    fc.record({
      sockShop: fc.record(
        {
          enabled: fc.boolean(),
          storage: fc.constantFrom('ephemeral', 'persistent'),
          nodePort: fc.constantFrom(null, shopPort),
          frontEndReplicas: fc.integer({ min: 1, max: 3 }),
        },
        { requiredKeys: [] },
      ),
      jenkins: fc.record({
        enabled: fc.boolean(),
        service: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'none'),
        nodePort: fc.constant(jenkinsPort),
      }),
    }),
  );

const roles = fc.record({
  own: fc.boolean(),
  cluster: fc.option(arn('role')),
  node: fc.option(arn('role')),
  boundary: fc.constantFrom(null, 'arn:aws:iam::111122223333:policy/path/boundary'),
});

const learners = fc.uniqueArray(owner, { maxLength: 3 }).chain((names) =>
  fc.tuple(
    ...names.map((learner, index) =>
      fc.record({
        name: fc.constant(learner),
        principal: fc.constant(`arn:aws:iam::111122223333:user/learner-${index}`),
        nodePort: fc.integer({ min: 0, max: 200 }).map((port) => 32_000 + port * 3 + index),
      }),
    ),
  ),
);

/** Cluster files that keep every rule, as plain values. */
export const clusterFile: fc.Arbitrary<Fields> = fc
  .tuple(fc.constantFrom(...regionNames), kubernetes)
  .chain(([region, version]) =>
    fc.tuple(
      fc.constant({ region, ...version }),
      network(region),
      apps,
      fc.record({ name, owner, access }),
      fc.record(
        {
          nodes,
          ingress: ingress(version.kubernetes),
          images,
          tags,
          logs,
          addons,
          expires,
          roles,
          learners,
        },
        { requiredKeys: ['nodes'] },
      ),
    ),
  )
  .map((parts): Fields => withoutClashes(withZones(Object.assign({}, ...parts))));

// With a learner's there are three load balancers, and a security group takes the rules of so many ranges for them.
const RANGES_WITH_LEARNERS = 9;

// Without those learners whose name or node port is taken.
function withoutClashes(file: Fields): Fields {
  const taken = [file.sockShop, file.jenkins].map((app) => (app as Fields).nodePort);
  const all = (file.learners ?? []) as Fields[];
  const { from, ...others } = file.access as { from: string[] };
  return {
    ...file,
    access: { ...others, from: all.length > 0 ? from.slice(0, RANGES_WITH_LEARNERS) : from },
    learners: all.filter((one) => one.name !== file.owner && !taken.includes(one.nodePort)),
  };
}

// Where zones differ by account, volumes that stay need zones that are named.
function withZones(file: Fields): Fields {
  const region = String(file.region);
  const sockShop = file.sockShop as Fields;
  const vpc = file.vpc as Fields | undefined;
  if (
    sockShop.storage !== 'persistent' ||
    vpc?.id ||
    file.availabilityZones ||
    usualZones(region)
  ) {
    return file;
  }
  return { ...file, availabilityZones: zonesOf(region).slice(0, 2) };
}
