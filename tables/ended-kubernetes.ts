/** A minor version that EKS sells no more. */
export interface EndedKubernetes {
  /** Its last release: its code knows the API versions that have been deleted since. */
  readonly release: string;
  /** The day on which EKS stopped to sell it (EKS's release calendar, as endoflife.date copies it). */
  readonly soldUntil?: string;
}

/** The older minor versions, none between them left out. */
export const endedKubernetes = {
  '1.17': { release: '1.17.17' },
  '1.18': { release: '1.18.19' },
  '1.19': { release: '1.19.16' },
  '1.20': { release: '1.20.15' },
  '1.21': { release: '1.21.14', soldUntil: '2024-07-15' },
  '1.22': { release: '1.22.17', soldUntil: '2024-09-01' },
  '1.23': { release: '1.23.17', soldUntil: '2024-10-11' },
  '1.24': { release: '1.24.17', soldUntil: '2025-01-31' },
  '1.25': { release: '1.25.16', soldUntil: '2025-05-01' },
  '1.26': { release: '1.26.15', soldUntil: '2025-06-11' },
  '1.27': { release: '1.27.16', soldUntil: '2025-07-24' },
  '1.28': { release: '1.28.15', soldUntil: '2025-11-26' },
  '1.29': { release: '1.29.15', soldUntil: '2026-03-23' },
  '1.30': { release: '1.30.14', soldUntil: '2026-07-23' },
  '1.31': { release: '1.31.14', soldUntil: '2026-11-26' },
} as const satisfies Record<string, EndedKubernetes>;
