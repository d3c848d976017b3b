import { findInstanceType } from '../../tables/instance-types.ts';
import { suggestLike } from './similar-instance.ts';
import type { ConfigRule } from './rule.ts';

/** SockShop's images exist for amd64 alone. */
export const nodeArchitecture: ConfigRule = ({ nodes, sockShop }) => {
  const type = findInstanceType(nodes.instanceType);
  if (!type || type.architecture !== 'arm64' || !sockShop.enabled) return [];
  const alike = suggestLike(type);
  return [
    {
      path: ['nodes', 'instanceType'],
      reads: [['sockShop', 'enabled']],
      message: "is an arm64 type, and SockShop's images exist for amd64 alone: no pod would start",
      allowed: 'any x86_64 type',
      fix: alike && `did you mean ${alike}, which is as large?`,
    },
  ];
};
