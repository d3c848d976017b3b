import { type KubernetesVersion, kubernetesVersions, minorNumber } from './kubernetes.ts';

/** The minor versions of Kubernetes 1 that a release was tested with. */
export interface TestedMinors {
  readonly oldest: number;
  /** Undefined: nobody has told yet how far it goes. */
  readonly newest?: number;
}

/**
 * By controller and by its own minor version, oldest first: F5's documentation (nic-k8s.md, read 2026-08-21, when
 * neither its 5.6 nor Kubernetes 1.37 was out) and the last README of ingress-nginx, which is retired.
 */
export const testedMinors: Readonly<
  Record<'nginx' | 'ingress-nginx', Readonly<Record<string, TestedMinors>>>
> = {
  nginx: {
    '5.3': { oldest: 27, newest: 35 },
    '5.4': { oldest: 28, newest: 35 },
    '5.5': { oldest: 29, newest: 36 },
    '5.6': { oldest: 29 },
  },
  'ingress-nginx': {
    '1.12': { oldest: 28, newest: 32 },
    '1.13': { oldest: 29, newest: 33 },
    '1.14': { oldest: 30, newest: 34 },
    '1.15': { oldest: 31, newest: 35 },
  },
};

/** Whether a release was tested with a minor version of Kubernetes, such as 1.36. */
export function isTestedWith(
  { oldest, newest = Infinity }: TestedMinors,
  version: string,
): boolean {
  const minor = minorNumber(version);
  return oldest <= minor && minor <= newest;
}

/** The minor versions that the retired ingress-nginx' last release was tested with. */
export const ingressNginxVersions: readonly KubernetesVersion[] = kubernetesVersions.filter(
  (version) => isTestedWith(Object.values(testedMinors['ingress-nginx']).at(-1)!, version),
);

/**
 * Whether F5's controller with this tag rejects an Ingress without a host whatever its flags are: it does before 5.5,
 * which brought -allow-empty-ingress-host. A tag that names no release is taken for a newer one.
 */
export function refusesHostless(tag: string): boolean {
  const [, major = 5, minor = 5] = (/^v?(\d+)\.(\d+)\./.exec(tag) ?? []).map(Number);
  return major < 5 || (major === 5 && minor < 5);
}
