import { quote } from '../../../terminal/shell.ts';
import { awsFlags, type Context, clusterFlags, hasItem, itemOf, namesIn } from './context.ts';
import { makeItem } from './part.ts';
import { tagMoves } from './tags.ts';
import { inPhase, type Move, run, type Taken } from './taken.ts';

const PROVIDERS = 'identityProviders';

/** An identity provider that is new. */
export function newProvider(context: Context): Taken {
  return run(associate(context));
}

/** An identity provider that is gone; EKS has room for one, so it goes before another one comes. */
export function goneProvider(context: Context): Taken {
  const gone = run(disassociate(context, 'nobody signs in with it any more'));
  const isReplaced = namesIn(context.after, PROVIDERS).some(
    (name) => !hasItem(context.before, PROVIDERS, name),
  );
  return isReplaced ? inPhase('access', gone) : gone;
}

/** Other settings of an identity provider: EKS changes none in place. */
export function otherProvider(context: Context): Taken {
  return run(
    disassociate(context, 'EKS cannot change it; nobody signs in with it until it is back'),
    associate(context),
  );
}

/** A tag of an identity provider. */
export function tagProvider(context: Context): Taken {
  const name = itemOf(context);
  const config = `--identity-provider-config type=oidc,name=${quote(name)}`;
  const arn = `$(aws eks describe-identity-provider-config ${awsFlags(context)} ${config} --query identityProviderConfig.oidc.identityProviderConfigArn --output text)`;
  return run(...tagMoves(context, arn, `the identity provider ${name}`));
}

function disassociate(context: Context, why: string): Move {
  const name = itemOf(context);
  return {
    command: `eksctl disassociate identityprovider ${clusterFlags(context)} --name ${quote(name)} --type oidc --wait`,
    why: `takes the identity provider ${name} away: ${why}`,
  };
}

function associate(context: Context): Move {
  const name = itemOf(context);
  return {
    ...makeItem(context, PROVIDERS, `provider-${name}`, 'associate identityprovider', '--wait'),
    why: `people can sign in with ${name}`,
  };
}
