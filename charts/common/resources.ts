import { k8s } from 'cdk8s-plus-27';

/** What a container asks for and may use at most, as Kubernetes writes it: `100m`, `256Mi`. */
export interface Resources {
  readonly cpu: string;
  readonly memory: string;
  readonly memoryLimit: string;
  /** None by default: a CPU limit slows a container down while the node idles. */
  readonly cpuLimit?: string;
}

/** A container's resources. */
export function resources({
  cpu,
  memory,
  memoryLimit,
  cpuLimit,
}: Resources): k8s.ResourceRequirements {
  const { fromString } = k8s.Quantity;
  return {
    requests: { cpu: fromString(cpu), memory: fromString(memory) },
    limits: {
      ...(cpuLimit && { cpu: fromString(cpuLimit) }),
      memory: fromString(memoryLimit),
    },
  };
}
