/** The patch release from which each minor's OpenAPI is read. */
export const KUBERNETES_RELEASES = {
  27: 'v1.27.16',
  28: 'v1.28.15',
  29: 'v1.29.15',
  30: 'v1.30.14',
  31: 'v1.31.14',
  32: 'v1.32.13',
  33: 'v1.33.13',
  34: 'v1.34.4',
  35: 'v1.35.4',
  36: 'v1.36.3',
} as const satisfies Record<number, string>;

/**
 * The modules that say when an API version was deprecated and removed. The newest knows the most;
 * the older ones are for what has been deleted since, so no minor between them may be left out.
 */
export const LIFECYCLE_MODULES: readonly { module: string; versions: readonly string[] }[] = [
  {
    module: 'k8s.io/api',
    versions: [
      'v0.17.17',
      'v0.18.19',
      'v0.19.16',
      'v0.20.15',
      'v0.21.14',
      'v0.22.17',
      'v0.23.17',
      'v0.24.17',
      'v0.25.16',
      'v0.26.15',
      'v0.27.16',
      'v0.36.3',
    ],
  },
  { module: 'k8s.io/apiextensions-apiserver', versions: ['v0.21.14', 'v0.22.17', 'v0.36.3'] },
  { module: 'k8s.io/kube-aggregator', versions: ['v0.21.14', 'v0.22.17', 'v0.36.3'] },
];
