import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { GitRepository, OCIRepository } from '../../imports/flux/types.ts';
import { FLUX_NAMESPACE } from './names.ts';

export interface FluxSourceProps {
  readonly name: string;
  readonly url: string;
  /** Followed in a Git repository. */
  readonly branch: string;
  /** Followed in an OCI repository. */
  readonly tag: string;
  /** The Secret to read it with. */
  readonly secret: string | null;
}

// What flux bootstrap asks for: a question costs little, and a commit is live within a minute.
const interval = '1m';

/** The repository that Flux reads. */
export class FluxSource extends Chart {
  constructor(scope: Construct, id: string, props: FluxSourceProps) {
    super(scope, id);
    new ApiObject(this, 'source', make[sourceKind(props.url)](props));
  }
}

/** The kind of source that an address needs. */
export function sourceKind(url: string): 'GitRepository' | 'OCIRepository' {
  return url.startsWith('oci://') ? 'OCIRepository' : 'GitRepository';
}

const make = { GitRepository: git, OCIRepository: oci };

function git({ name, url, branch, secret }: FluxSourceProps): GitRepository {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace: FLUX_NAMESPACE },
    spec: { interval, url, ref: { branch }, ...(secret && { secretRef: { name: secret } }) },
  };
}

function oci({ name, url, tag, secret }: FluxSourceProps): OCIRepository {
  const isEcr = /^oci:\/\/\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/.test(url);
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: FLUX_NAMESPACE },
    spec: {
      interval,
      url,
      ref: { tag },
      ...(secret ? { secretRef: { name: secret } } : isEcr && { provider: 'aws' }),
    },
  };
}
