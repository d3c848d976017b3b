/** What belongs to one Kubernetes minor. */
export interface KubernetesMinor {
  /** The newest cluster-autoscaler of this minor: another minor's waits for ever, and says it is healthy. */
  readonly autoscaler: string;
  /** The newest F5 NGINX ingress controller that is tested with this minor. */
  readonly nginxIngress: string;
  /** The last of the retired ingress-nginx controllers that was tested with this minor, if one was. */
  readonly ingressNginx?: string;
  /** When EKS's standard and extended support end (EKS's release calendar). */
  readonly standardUntil: string;
  readonly extendedUntil: string;
}

// EKS's calendar is read as of this day, so that the same input gives the same output on any day.
// Ask EKS itself with: npm run eks-versions
export const calendarRead = '2026-11-21';

// Autoscaler: the newest patch of the minor among github.com/kubernetes/autoscaler's tags; Renovate holds
// each to its minor. nginxIngress: the compatibility table of F5's documentation. ingressNginx: the support
// table of github.com/kubernetes/ingress-nginx. Dates: endoflife.date's copy of EKS's release calendar.
export const kubernetesMinors = {
  '1.27': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.27
    autoscaler: '1.27.8',
    nginxIngress: '5.3.4',
    ingressNginx: '1.11.8',
    standardUntil: '2024-07-24',
    extendedUntil: '2025-07-24',
  },
  '1.28': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.28
    autoscaler: '1.28.7',
    nginxIngress: '5.4.3',
    ingressNginx: '1.11.8',
    standardUntil: '2024-11-26',
    extendedUntil: '2025-11-26',
  },
  '1.29': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.29
    autoscaler: '1.29.5',
    nginxIngress: '5.5.4',
    ingressNginx: '1.11.8',
    standardUntil: '2025-03-23',
    extendedUntil: '2026-03-23',
  },
  '1.30': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.30
    autoscaler: '1.30.7',
    nginxIngress: '5.5.4',
    ingressNginx: '1.14.5',
    standardUntil: '2025-07-23',
    extendedUntil: '2026-07-23',
  },
  '1.31': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.31
    autoscaler: '1.31.5',
    nginxIngress: '5.5.4',
    ingressNginx: '1.15.1',
    standardUntil: '2025-11-26',
    extendedUntil: '2026-11-26',
  },
  '1.32': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.32
    autoscaler: '1.32.7',
    nginxIngress: '5.5.4',
    ingressNginx: '1.15.1',
    standardUntil: '2026-03-23',
    extendedUntil: '2027-03-23',
  },
  '1.33': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.33
    autoscaler: '1.33.6',
    nginxIngress: '5.5.4',
    ingressNginx: '1.15.1',
    standardUntil: '2026-07-29',
    extendedUntil: '2027-07-29',
  },
  '1.34': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.34
    autoscaler: '1.34.5',
    nginxIngress: '5.5.4',
    ingressNginx: '1.15.1',
    standardUntil: '2026-12-02',
    extendedUntil: '2027-12-02',
  },
  '1.35': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.35
    autoscaler: '1.35.2',
    nginxIngress: '5.5.4',
    ingressNginx: '1.15.1',
    standardUntil: '2027-03-27',
    extendedUntil: '2028-03-27',
  },
  '1.36': {
    // renovate: datasource=docker depName=registry.k8s.io/autoscaling/cluster-autoscaler minor=1.36
    autoscaler: '1.36.1',
    nginxIngress: '5.5.4',
    standardUntil: '2027-08-02',
    extendedUntil: '2028-08-02',
  },
} as const satisfies Record<string, KubernetesMinor>;

export type KubernetesVersion = keyof typeof kubernetesMinors;

export const kubernetesVersions = Object.keys(kubernetesMinors) as KubernetesVersion[];

/** What belongs to a Kubernetes minor. */
export function minorOf(version: KubernetesVersion): KubernetesMinor {
  return kubernetesMinors[version];
}

/** Which kind of support EKS sells for a minor, as of the day its calendar was read. */
export function eksSupport(version: KubernetesVersion): 'standard' | 'extended' | 'ended' {
  const { standardUntil, extendedUntil } = kubernetesMinors[version];
  if (calendarRead <= standardUntil) return 'standard';
  return calendarRead <= extendedUntil ? 'extended' : 'ended';
}

/** The minor of `1.36` or `1.36.2` as a number that sorts: 36. */
export function minorNumber(version: string): number {
  return Number(version.split('.')[1]);
}
