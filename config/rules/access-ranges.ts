import { isUnroutable, parseCidr, sizeOf } from '../cidr.ts';
import { MOST_API_RANGES } from '../../tables/limits.ts';
import { type ConfigRule, twice, type Violation } from './rule.ts';

// Wider than any one organisation: a /8, or the same in parts.
const WIDEST_PREFIX = 8;
const MOST_ADDRESSES = 2 ** (32 - WIDEST_PREFIX + 1);

/** access.from is a list of real clients: not the whole Internet, nothing twice, no more than EKS takes. */
export const accessRanges: ConfigRule = ({ access }) => {
  const violations: Violation[] = [];
  access.from.forEach((text, index) => {
    const path = ['access', 'from', index];
    const range = parseCidr(text);
    if (access.from.indexOf(text) < index) {
      violations.push({ path, ...twice });
    } else if (range && range.prefix < WIDEST_PREFIX && !access.anywhere) {
      violations.push({ path, message: width(sizeOf(range)), ...optIn });
    } else if (range && range.prefix >= WIDEST_PREFIX && isUnroutable(text)) {
      violations.push({
        path,
        message:
          'is a private or reserved range: no client on the Internet has it, and EKS refuses it',
        fix: 'use the public address that your network shows outside',
      });
    }
  });
  const total = access.from
    .map(parseCidr)
    .reduce((sum, range) => sum + (range && range.prefix >= WIDEST_PREFIX ? sizeOf(range) : 0), 0);
  if (total > MOST_ADDRESSES && !access.anywhere) {
    violations.push({
      path: ['access', 'from'],
      message: `together these are ${total.toLocaleString('en-US')} addresses, far more than any one network has`,
      ...optIn,
      allowed: `${MOST_ADDRESSES.toLocaleString('en-US')} addresses in all`,
    });
  }
  if (access.from.length > MOST_API_RANGES) {
    violations.push({
      path: ['access', 'from'],
      message: `holds ${access.from.length} ranges`,
      allowed: `at most ${MOST_API_RANGES}, which is what EKS takes for its public endpoint`,
      fix: 'join neighbouring ranges into wider ones',
    });
  }
  return violations;
};

function width(addresses: number): string {
  if (addresses === 2 ** 32) return 'is the whole Internet';
  return `is ${addresses.toLocaleString('en-US')} addresses, far more than any one network has`;
}

const optIn = {
  allowed: `a /${WIDEST_PREFIX} or narrower`,
  fix: 'give the addresses that you need, or opt in with access.anywhere: true',
};
