import { UsageError } from '../terminal/usage-error.ts';

/** The error for a Kubernetes API that can't be used from here; `otherwise` helps where it isn't the credentials. */
export function unreachable(cluster: string, refusal: string, otherwise: string): UsageError {
  return new UsageError(
    `the Kubernetes API of ${cluster} can't be used from here: ${refusal}`,
    isTurnedAway(refusal)
      ? `these credentials may not use the cluster: npm run who -- --cluster ${cluster}, and access.admins in the cluster file`
      : otherwise,
  );
}

function isTurnedAway(refusal: string): boolean {
  return /unauthori[sz]ed|forbidden|credentials|logged in/i.test(refusal);
}
