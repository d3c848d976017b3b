import { expect, test } from '@jest/globals';
import { askedMinor } from '../../../scripts/upgrade/asked-minor.ts';
import { defaultKubernetes, kubernetesVersions } from '../../../tables/kubernetes.ts';
import { endedMinor, unknownMinor } from '../../support/kubernetes.ts';

const asked = (to: string) => askedMinor(to, 'clusters/sock-shop.yaml', defaultKubernetes);

test('any minor version that EKS sells may be asked for: the cluster may run one that is older', () => {
  expect(kubernetesVersions.map(asked)).toEqual(kubernetesVersions);
});

test.each([
  [unknownMinor, `--to ${unknownMinor} is newer than this project knows`],
  [endedMinor, `--to ${endedMinor} is no longer sold by EKS`],
  ['newest', '--to newest is not a minor version'],
])('%s is refused', (to, message) => {
  expect(() => asked(to)).toThrow(message);
});

test('who is refused is told what the file says', () => {
  expect(() => asked(endedMinor)).toThrow(
    expect.objectContaining({
      fix: `leave --to out for ${defaultKubernetes}, which clusters/sock-shop.yaml says, or choose from ${kubernetesVersions.join(', ')}`,
    }),
  );
});
