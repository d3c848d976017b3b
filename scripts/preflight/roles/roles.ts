import { partitionOf } from '../../../tables/regions.ts';
import { principalOf } from '../../../aws/caller.ts';
import { type Check, orWhyNot } from '../check.ts';
import { failed, type Line, notChecked, passed, type Topic } from '../line.ts';
import type { Sight } from '../sight.ts';
import { type Brought, broughtOf } from './brought.ts';
import { lacking, readRole } from './read-role.ts';
import { isTrusted, trustFor } from './trust.ts';

/** The roles that the cluster file brings exist, and trust the service that takes them on. */
export const roles: Check = {
  group: 'access',
  check: 'roles',
  what: 'your own roles',
  asksAws: true,
  applies: ({ config }) => broughtOf(config).length > 0,
  look: (sight) =>
    Promise.all(
      broughtOf(sight.config).map((role) => {
        const topic = { ...roles, what: role.key };
        return orWhyNot(topic, () => lookAtRole(sight, role, topic));
      }),
    ),
};

async function lookAtRole(
  { aws, caller, config: { region } }: Sight,
  { key, arn, service, policies }: Brought,
  topic: Topic,
): Promise<Line> {
  const asked = await caller();
  const { account, name } = principalOf(arn);
  if (asked.known && asked.principal.account !== account) {
    const own = asked.principal.account;
    return failed(
      topic,
      `${arn} is in the account ${account}, and your credentials are of ${own}`,
      `bring a role of ${own}: ${key}; or sign in to ${account}`,
    );
  }
  const role = await readRole(aws, name);
  if (!role) {
    return failed(
      topic,
      `there is no role ${name} in the account`,
      `see which there are: aws iam list-roles; without ${key} eksctl makes one`,
    );
  }
  if (role.arn !== arn) {
    return failed(
      topic,
      `the role ${name} is ${role.arn}, not ${arn}`,
      `write ${key}: ${role.arn}`,
    );
  }
  const trusted = isTrusted(role.trust, service, account);
  if (trusted === undefined) {
    return notChecked(
      topic,
      `${name} has a trust policy that is not judged here`,
      `look at it: aws iam get-role --role-name ${name}`,
    );
  }
  if (!trusted) {
    return failed(
      topic,
      `${name} does not trust ${service}, which could not use it`,
      `aws iam update-assume-role-policy --role-name ${name} --policy-document '${JSON.stringify(trustFor(service))}'`,
    );
  }
  const [first, ...more] = lacking(role, policies);
  return passed(
    topic,
    `${arn} trusts ${service}`,
    first &&
      `it has no ${[first, ...more].join(', ')}: unless another of its policies allows as much, aws iam attach-role-policy --role-name ${name} --policy-arn arn:${partitionOf(region)}:iam::aws:policy/${first}`,
  );
}
