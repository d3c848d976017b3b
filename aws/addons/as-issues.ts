import type { HealthIssue } from './status.ts';

interface Told {
  readonly code?: string;
  readonly message?: string;
  readonly resourceIds?: readonly string[];
}

/** EKS's health issues, with every part that it may leave out. */
export function asIssues(issues: readonly Told[] = []): HealthIssue[] {
  return issues.map(({ code = 'Unknown', message = '', resourceIds = [] }) => ({
    code,
    message,
    resources: resourceIds,
  }));
}
