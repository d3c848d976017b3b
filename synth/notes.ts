import { isDocumentationRange } from '../config/cidr.ts';
import { awaitsOwn } from '../eksctl/own-parts.ts';
import type { Synthesized } from './synthesize.ts';

/** What a person has to know or do, beyond applying the files. */
export function notesOn({ config, prerequisites }: Synthesized): string[] {
  const { access, ingress, manifestsOnly, name, network } = config;
  const example = access.from.filter(isDocumentationRange);
  return [
    ...(example.length > 0
      ? [
          `warning: access.from is the example address ${example.join(', ')}; put yours in: npm run allow-me -- --cluster ${name}`,
        ]
      : []),
    ...(ingress.controller === 'ingress-nginx'
      ? [
          'warning: kubernetes/ingress-nginx is retired since March 2026 and gets no security fixes; nginx is maintained',
        ]
      : []),
    ...(network === 'private'
      ? [
          'note: a NAT gateway is billed by the hour and by the gigabyte, and no node port is reachable from outside',
        ]
      : []),
    ...(access.creatorIsAdmin || manifestsOnly
      ? []
      : [
          `note: access.creatorIsAdmin is false: the one who makes the cluster must be one of ${access.admins.join(', ')}`,
        ]),
    ...(awaitsOwn(config)
      ? [
          `note: first create its own launch template or roles: npm run launch-template -- --cluster ${name}; then npm run up`,
        ]
      : []),
    ...prerequisites.map(
      ({ command, reason }) => `once, after apps/ is applied (${reason}): ${command}`,
    ),
  ];
}
