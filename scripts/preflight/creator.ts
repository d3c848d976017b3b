import type { Check } from './check.ts';
import { isSamePrincipal, principalOf } from '../../aws/caller.ts';
import { failed, passed } from './line.ts';

/** EKS gives the creator an entry by itself, and refuses a second one: eksctl would fail after twenty minutes. */
export const creator: Check = {
  group: 'access',
  check: 'creator',
  what: 'you are not in access.admins as well',
  asksAws: true,
  applies: ({ config }) => config.access.admins.length > 0,
  look: async ({ config: { access }, caller }) => {
    const asked = await caller();
    if (!asked.known) return undefined;
    const { arn, principal } = asked;
    const twice = access.admins.find((admin) => isSamePrincipal(principalOf(admin), principal));
    if (twice === undefined) return passed(creator, `${arn} is none of access.admins`);
    if (!access.creatorIsAdmin) {
      return passed(
        creator,
        `${twice} is you; access.creatorIsAdmin: false leaves it the only entry`,
      );
    }
    const session = arn === twice ? '' : ` (you are ${arn})`;
    return failed(
      creator,
      `${twice} in access.admins is you${session}: as the creator you get an entry by yourself, and EKS refuses a second one`,
      `take ${twice} out of access.admins; or write access.creatorIsAdmin: false`,
    );
  },
};
