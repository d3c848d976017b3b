import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';

// Where AWS publishes the recommended image of each type of node; others have no release that could be newer.
const parameters: Readonly<Record<string, string>> = {
  AL2023_x86_64_STANDARD: 'amazon-linux-2023/x86_64/standard',
  AL2023_ARM_64_STANDARD: 'amazon-linux-2023/arm64/standard',
  AL2023_x86_64_NVIDIA: 'amazon-linux-2023/x86_64/nvidia',
  AL2023_ARM_64_NVIDIA: 'amazon-linux-2023/arm64/nvidia',
  AL2023_x86_64_NEURON: 'amazon-linux-2023/x86_64/neuron',
  AL2_x86_64: 'amazon-linux-2',
  AL2_ARM_64: 'amazon-linux-2-arm64',
  AL2_x86_64_GPU: 'amazon-linux-2-gpu',
};

/** The release of the nodes' image that AWS recommends for a minor; undefined where it names none. */
export async function recommendedRelease(
  aws: Aws,
  minor: string,
  imageType: string,
): Promise<string | undefined> {
  const parameter = parameters[imageType];
  if (!parameter) return undefined;
  const ssm = await aws.ssm();
  try {
    const { Parameter } = await ssm.getParameter({
      Name: `/aws/service/eks/optimized-ami/${minor}/${parameter}/recommended/release_version`,
    });
    return Parameter?.Value;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether a release such as 1.35.2-20261101 was made after another. */
export function isNewerRelease(release: string, than: string): boolean {
  const date = (text: string) => Number(/-(\d{8})$/.exec(text)?.[1] ?? 0);
  return date(release) > date(than);
}
