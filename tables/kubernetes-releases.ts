import type { KubernetesVersion } from './kubernetes.ts';

/** The patch release from which each minor's OpenAPI is read; the newest one's control plane is built of it too. */
export const kubernetesReleases = {
  '1.27': '1.27.16',
  '1.28': '1.28.15',
  '1.29': '1.29.15',
  '1.30': '1.30.14',
  '1.31': '1.31.14',
  '1.32': '1.32.13',
  '1.33': '1.33.13',
  '1.34': '1.34.4',
  '1.35': '1.35.4',
  '1.36': '1.36.3',
} as const satisfies Record<KubernetesVersion, string>;

/** The last release of older minors: their code knows the API versions that have been deleted since. */
export const endedReleases = {
  '1.17': '1.17.17',
  '1.18': '1.18.19',
  '1.19': '1.19.16',
  '1.20': '1.20.15',
  '1.21': '1.21.14',
  '1.22': '1.22.17',
  '1.23': '1.23.17',
  '1.24': '1.24.17',
  '1.25': '1.25.16',
  '1.26': '1.26.15',
} as const satisfies Record<string, string>;
