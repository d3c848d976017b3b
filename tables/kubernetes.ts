/** What belongs to one Kubernetes minor version. */
export interface KubernetesMinor {
  /** The patch release from which its OpenAPI is read; a control plane is built of it, if one is. */
  readonly release: string;
  /** The newest cluster-autoscaler of this minor version, or of the newest older one that has a release. */
  readonly autoscaler: string;
  /** The day on which standard support is over and the price rises, and that on which EKS sells it no more. */
  readonly standardUntil: string;
  readonly extendedUntil: string;
}

// EKS's calendar is read as of this day, so that the same input gives the same output on any day.
// Ask EKS itself with: npm run eks-versions
export const calendarRead = '2026-11-29';

// Exactly the minor versions that EKS sells, oldest first: whoever adds one runs `npm run import -- kubernetes`, and
// `npm run control-plane:pin`, as the oldest and the newest get a control plane.
// Autoscaler: the newest patch of the minor version among github.com/kubernetes/autoscaler's tags; Renovate holds
// each to its minor version. Dates: endoflife.date's copy of EKS's release calendar; 1.37's are EKS's own answer in
// us-west-2 and us-east-2, as two public repositories recorded it on 2026-10-09, and its extended support lasts 12
// months as every other's does.
export const kubernetesMinors = {
  '1.32': {
    // renovate: datasource=go depName=k8s.io/kubernetes minor=1.32
    release: '1.32.9',
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.32
    autoscaler: '1.32.7',
    standardUntil: '2026-03-23',
    extendedUntil: '2027-03-23',
  },
  '1.33': {
    // renovate: datasource=go depName=k8s.io/kubernetes minor=1.33
    release: '1.33.13',
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.33
    autoscaler: '1.33.6',
    standardUntil: '2026-07-29',
    extendedUntil: '2027-07-29',
  },
  '1.34': {
    // renovate: datasource=go depName=k8s.io/kubernetes minor=1.34
    release: '1.34.12',
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.34
    autoscaler: '1.34.5',
    standardUntil: '2026-12-02',
    extendedUntil: '2027-12-02',
  },
  '1.35': {
    // renovate: datasource=go depName=k8s.io/kubernetes minor=1.35
    release: '1.35.8',
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.35
    autoscaler: '1.35.2',
    standardUntil: '2027-03-27',
    extendedUntil: '2028-03-27',
  },
  '1.36': {
    // renovate: datasource=go depName=k8s.io/kubernetes minor=1.36
    release: '1.36.5',
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.36
    autoscaler: '1.36.1',
    standardUntil: '2027-08-02',
    extendedUntil: '2028-08-02',
  },
  '1.37': {
    // renovate: datasource=go depName=k8s.io/kubernetes minor=1.37
    release: '1.37.2',
    // No 1.37 is known to be released. An older one waits for nothing that a newer API server lacks: at the tag 1.36.1
    // it watches only v1 APIs, resource.k8s.io/v1 included, which 1.37 serves. It places pods by 1.36's rules.
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.37
    autoscaler: '1.36.1',
    standardUntil: '2027-12-01',
    extendedUntil: '2028-12-01',
  },
} as const satisfies Record<string, KubernetesMinor>;

export type KubernetesVersion = keyof typeof kubernetesMinors;

export const kubernetesVersions = Object.keys(kubernetesMinors) as KubernetesVersion[];

export const oldestKubernetes = kubernetesVersions[0]!;
export const newestKubernetes = kubernetesVersions.at(-1)!;

/** EKS's own default, and so the cluster file's. */
export const defaultKubernetes: KubernetesVersion = '1.36';

/** The minor version that a text names, if it is one of the table. */
export function knownKubernetes(text: unknown): KubernetesVersion | undefined {
  return kubernetesVersions.find((version) => version === text);
}

/** What belongs to a Kubernetes minor version. */
export function minorOf(version: KubernetesVersion): KubernetesMinor {
  return kubernetesMinors[version];
}

/** Which kind of support EKS sells for a minor version, as of the day its calendar was read. */
export function eksSupport(version: KubernetesVersion): 'standard' | 'extended' {
  return calendarRead < kubernetesMinors[version].standardUntil ? 'standard' : 'extended';
}

/** The minor version of `1.36` or `1.36.2` as a number that sorts: 36. */
export function minorNumber(version: string): number {
  return Number(version.split('.')[1]);
}

/** How many minor versions older than its control plane a node may be, by Kubernetes' version skew policy. */
export const mostBehind = 3;
