import { parseArn } from './arn.ts';
import { type Place, type Problem, rule } from './place.ts';

export const encryption = rule(
  {
    id: 'eksctl/encryption',
    severity: 'refused',
    why: 'EKS encrypts Secrets only with a key that is named by its ARN.',
    remedy: 'Write the ARN of a KMS key.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const at = cluster.at('secretsEncryption', 'keyARN');
  if (!at.text || parseArn(at.text)?.service === 'kms') return;
  yield {
    at,
    message: `${JSON.stringify(at.text)} is not an ARN of a KMS key`,
    allowed: 'arn:aws:kms:REGION:ACCOUNT:key/ID',
  };
}
