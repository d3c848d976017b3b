import { isMissing } from '../../../aws/aws-error.ts';
import type { Check } from '../check.ts';
import { failed, passed } from '../line.ts';

/** The policy that bounds the cluster's roles exists: no role can be made with one that doesn't. */
export const boundary: Check = {
  group: 'access',
  check: 'boundary',
  what: 'roles.boundary',
  asksAws: true,
  applies: ({ config }) => config.roles.boundary !== null,
  look: async ({ aws, config: { name, roles } }) => {
    const arn = roles.boundary ?? '';
    try {
      await (await aws.iam()).getPolicy({ PolicyArn: arn });
      return passed(boundary, arn);
    } catch (error) {
      if (!isMissing(error)) throw error;
      return failed(
        boundary,
        `there is no policy ${arn}`,
        `make it: aws iam create-policy --policy-name ${arn.slice(arn.lastIndexOf('/') + 1)} --policy-document file://dist/${name}/iam/boundary.json`,
      );
    }
  },
};
