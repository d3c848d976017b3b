import { parseArn } from './arn.ts';
import type { Place, Problem } from './place.ts';

/** The key that encrypts Secrets. */
export function* encryption(cluster: Place): Generator<Problem> {
  const at = cluster.at('secretsEncryption', 'keyARN');
  if (!at.text || parseArn(at.text)?.service === 'kms') return;
  yield {
    at,
    message: `${JSON.stringify(at.text)} is not an ARN of a KMS key`,
    allowed: 'arn:aws:kms:REGION:ACCOUNT:key/ID',
  };
}
