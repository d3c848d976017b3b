const ofEks: Readonly<Record<string, string>> = {
  NoSchedule: 'NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
};
const ofKubernetes = Object.fromEntries(Object.entries(ofEks).map(([own, eks]) => [eks, own]));

/** EKS's word for what a taint does: NO_SCHEDULE, of NoSchedule. */
export function effectForEks(effect: string): string {
  return ofEks[effect] ?? effect;
}

/** Kubernetes' word for it: NoSchedule, of NO_SCHEDULE. */
export function effectOfEks(effect: string): string {
  return ofKubernetes[effect] ?? effect;
}
