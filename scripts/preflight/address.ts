import { ownAddress } from '../../aws/own-address.ts';
import { holds } from '../../config/cidr.ts';
import { isExampleRange } from '../../synth/example-range.ts';
import type { Check } from './check.ts';
import { failed, notChecked, passed } from './line.ts';

/** Whoever makes the cluster can reach it. */
export const address: Check = {
  group: 'access',
  check: 'address',
  what: 'your address in access.from',
  asksAws: false,
  look: async ({ config: { name, access }, from, once }) => {
    const allowMe = `npm run allow-me -- --cluster ${name}`;
    const example = access.from.filter(isExampleRange);
    if (example.length > 0) {
      return failed(
        address,
        `access.from is the example address ${example.join(', ')}, which nobody has`,
        `put yours in: ${allowMe}, then npm run synth`,
      );
    }
    const own = from ?? (await once('own address', detect));
    if (own instanceof Error) {
      return notChecked(
        address,
        own.message,
        `give it yourself: npm run preflight -- --cluster ${name} --from <your address>/32`,
      );
    }
    const list = access.from.join(', ');
    return access.from.some((range) => holds(range, own))
      ? passed(address, `${own} is in access.from`)
      : failed(
          address,
          `access.from is ${list}, and your address is ${own}`,
          `${from === undefined ? allowMe : `${allowMe} --from ${from}`}, then npm run synth`,
        );
  },
};

async function detect(): Promise<string | Error> {
  try {
    return await ownAddress();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
