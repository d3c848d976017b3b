/** What an object says about itself. */
interface Told {
  /** The workload that it belongs to. */
  readonly name?: string;
  /** The part that it plays in it. */
  readonly component?: string;
  /** The whole that the workload belongs to. */
  readonly partOf?: string;
}

/** The labels that Kubernetes recommends. */
export function recommendedLabels({ name, component, partOf }: Told): Record<string, string> {
  return {
    ...(name && { 'app.kubernetes.io/name': name }),
    ...(component && { 'app.kubernetes.io/component': component }),
    ...(partOf && { 'app.kubernetes.io/part-of': partOf }),
  };
}
