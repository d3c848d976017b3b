import { type ConfigRule, twice } from './rule.ts';

/** Every admin once: EKS takes one access entry a principal. */
export const accessAdmins: ConfigRule = ({ access: { admins, creatorIsAdmin } }) => [
  ...admins.flatMap((arn, index) =>
    admins.indexOf(arn) < index ? [{ path: ['access', 'admins', index], ...twice }] : [],
  ),
  ...(!creatorIsAdmin && admins.length === 0
    ? [
        {
          path: ['access', 'creatorIsAdmin'],
          reads: [['access', 'admins']],
          message: 'is false with nobody in access.admins: no one could use the cluster',
          fix: 'name at least one principal in access.admins, or leave creatorIsAdmin out',
        },
      ]
    : []),
];
