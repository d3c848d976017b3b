/** The minors of Kubernetes 1 that a release was tested with. */
export interface TestedMinors {
  readonly oldest: number;
  readonly newest: number;
}

/** By controller and by its own minor: F5's documentation (nic-k8s.md) and ingress-nginx's README. */
export const testedMinors: Readonly<
  Record<'nginx' | 'ingress-nginx', Readonly<Record<string, TestedMinors>>>
> = {
  nginx: {
    '5.5': { oldest: 29, newest: 36 },
    '5.4': { oldest: 28, newest: 35 },
    '5.3': { oldest: 27, newest: 35 },
  },
  'ingress-nginx': {
    '1.15': { oldest: 31, newest: 35 },
    '1.14': { oldest: 30, newest: 34 },
    '1.11': { oldest: 26, newest: 30 },
  },
};

/**
 * Whether F5's controller with this tag rejects an Ingress without a host unless -allow-empty-ingress-host is there:
 * since 5.5, and earlier ones don't know the flag. A tag that names no release is taken for a newer one.
 */
export function wantsHostlessFlag(tag: string): boolean {
  const [, major = 5, minor = 5] = (/^(\d+)\.(\d+)\./.exec(tag) ?? []).map(Number);
  return major > 5 || (major === 5 && minor >= 5);
}
