import type { OidcIdentityProviderConfig } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay } from './overlay.ts';
import { clusterTags, ownTags } from './tags.ts';

/** The identity providers as EKS has them. */
export async function providersAsTheyAre(
  aws: Aws,
  clusterName: string,
  wanted: Fields,
): Promise<Fields[]> {
  const eks = await aws.eks();
  const there = new Map<string, OidcIdentityProviderConfig>();
  for await (const page of eks.paginateListIdentityProviderConfigs({ clusterName })) {
    for (const identityProviderConfig of page.identityProviderConfigs ?? []) {
      const asked = { clusterName, identityProviderConfig };
      const { identityProviderConfig: found } = await eks.describeIdentityProviderConfig(asked);
      if (found?.oidc) there.set(identityProviderConfig.name ?? '', found.oidc);
    }
  }
  const tags = clusterTags(wanted);
  return itemsAsTheyAre(listAt(wanted, 'identityProviders'), there, (provider, item) =>
    asIs(provider, item, tags),
  );
}

function asIs(
  provider: OidcIdentityProviderConfig,
  item: Fields | undefined,
  tags: unknown,
): Fields {
  const wanted = item ?? { name: provider.identityProviderConfigName, type: 'oidc' };
  const facts: Fact[] = [
    ['clientID', provider.clientId],
    ['issuerURL', provider.issuerUrl],
    ['groupsClaim', provider.groupsClaim],
    ['groupsPrefix', provider.groupsPrefix],
    ['requiredClaims', provider.requiredClaims],
    ['usernameClaim', provider.usernameClaim],
    ['usernamePrefix', provider.usernamePrefix],
    ['tags', ownTags(provider.tags, wanted, tags)],
  ];
  return overlay(
    wanted,
    facts.map(([path, value]) => [path, value === '' || value === null ? undefined : value]),
  );
}
