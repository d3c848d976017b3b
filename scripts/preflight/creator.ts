import type { Check } from './check.ts';
import { isSamePrincipal, principalOf } from '../../aws/caller.ts';
import { failed, passed } from './line.ts';

/**
 * EKS gives the creator an entry by itself, and refuses a second one; told to give none, it turns a creator who has no
 * other away. Either way eksctl would fail once the control plane is paid for.
 */
export const creator: Check = {
  group: 'access',
  check: 'creator',
  what: 'your own access',
  asksAws: true,
  applies: ({ config }) => config.access.admins.length > 0,
  look: async ({ config: { access }, caller }) => {
    const asked = await caller();
    if (!asked.known) return undefined;
    const { arn, principal } = asked;
    const twice = access.admins.find((admin) => isSamePrincipal(principalOf(admin), principal));
    if (twice === undefined) {
      if (access.creatorIsAdmin) return passed(creator, `${arn} is not one of access.admins`);
      return failed(
        creator,
        `access.creatorIsAdmin is false, and you, ${arn}, are not one of access.admins: the new cluster would refuse eksctl before it has nodes`,
        `sign in as one of ${access.admins.join(', ')}; or put yourself into access.admins; or remove access.creatorIsAdmin`,
      );
    }
    if (!access.creatorIsAdmin) {
      return passed(
        creator,
        `${twice} is you; access.creatorIsAdmin: false leaves it the only entry`,
      );
    }
    const session = arn === twice ? '' : ` (you are ${arn})`;
    return failed(
      creator,
      `${twice} in access.admins is you${session}: as the creator you get an entry anyway, and EKS refuses a second one`,
      `remove ${twice} from access.admins; or write access.creatorIsAdmin: false`,
    );
  },
};
