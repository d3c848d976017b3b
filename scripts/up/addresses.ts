import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { waitFor } from '../../aws/wait.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { exerciseNamespace } from '../../config/learners/names.ts';
import type { Step } from '../../terminal/plan.ts';
import { withApi } from '../../aws/apply/reach.ts';

const LONGEST_MS = 5 * 60_000;

interface Entrance {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec?: {
    readonly type?: string;
    readonly ports?: readonly { readonly port?: number }[];
  };
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly hostname?: string; readonly ip?: string }[];
    };
  };
}

/** Where the shop and Jenkins are reached; it ends a run of up. */
export function addressStep(aws: Aws, config: ClusterConfig): Step {
  return {
    what: 'Say where the shop and Jenkins are reached',
    run: () =>
      withApi(aws, config, async (kubectl) => {
        const shop = config.sockShop.enabled ? await shopLines(kubectl, config) : [];
        const jenkins = config.jenkins.enabled ? await jenkinsLines(kubectl, config) : [];
        for (const line of [...shop, ...jenkins]) console.log(line);
      }),
  };
}

async function shopLines(kubectl: Kubectl, config: ClusterConfig): Promise<string[]> {
  const { ingress, sockShop, access } = config;
  const forward =
    'kubectl port-forward -n sock-shop service/front-end 8080:80, then http://localhost:8080';
  if (ingress.controller === 'none' || config.flux.url !== null) {
    return [`Sock Shop: ${forward}`, ...nodePortLine(config, sockShop.nodePort)];
  }
  if (ingress.controller === 'alb') {
    return [
      'Sock Shop: once the AWS Load Balancer Controller is installed (docs/ingress.md has the helm command),',
      '  kubectl get ingress -n sock-shop shows its address',
      `  until then: ${forward}`,
    ];
  }
  const host = await hostOf(kubectl, 'ingress', (one) => one.metadata.namespace === 'sock-shop');
  if (!host)
    return [
      'Sock Shop: its load balancer has no name yet: kubectl get ingress -n sock-shop',
      `  until then: ${forward}`,
    ];
  return [
    ingress.host
      ? `Sock Shop: http://${ingress.host}, once its DNS name leads to ${host}`
      : `Sock Shop: http://${host}`,
    `  only from ${access.from.join(', ')}; it takes some minutes until the name works`,
    ...nodePortLine(config, sockShop.nodePort),
  ];
}

async function jenkinsLines(kubectl: Kubectl, config: ClusterConfig): Promise<string[]> {
  const namespace = exerciseNamespace(config.owner);
  const { service, nodePort } = config.jenkins;
  if (service === 'LoadBalancer') {
    const host = await hostOf(
      kubectl,
      'services',
      ({ metadata, spec }) => metadata.namespace === namespace && spec?.type === 'LoadBalancer',
    );
    return [
      host
        ? `Jenkins: http://${host}`
        : `Jenkins: its load balancer has no name yet: kubectl get service -n ${namespace}`,
    ];
  }
  const target = service === 'none' ? 'pod/jenkins' : 'service/jenkins';
  return [
    `Jenkins: kubectl port-forward -n ${namespace} ${target} 8080:8080, then http://localhost:8080`,
    ...nodePortLine(config, service === 'NodePort' ? nodePort : null),
  ];
}

function nodePortLine({ name, network }: ClusterConfig, port: number | null): string[] {
  return port === null || network === 'private'
    ? []
    : [`  or its node port ${port}: npm run nodeport -- open --cluster ${name}`];
}

async function hostOf(
  kubectl: Kubectl,
  kind: 'ingress' | 'services',
  isMeant: (entrance: Entrance) => boolean,
): Promise<string | undefined> {
  const deadline = Date.now() + LONGEST_MS;
  return waitFor({
    what: 'the load balancer',
    ask: async () => {
      const { items } = await kubectl.json<{ items: Entrance[] }>(['get', kind, '-A']);
      const [place] = items
        .filter(isMeant)
        .flatMap(({ status }) => status?.loadBalancer?.ingress ?? []);
      return place?.hostname ?? place?.ip;
    },
    isThere: (host) => host !== undefined || Date.now() > deadline,
    words: (host) =>
      host ? `load balancer: ${host}` : 'waiting for the load balancer to get its name',
    longestMs: 2 * LONGEST_MS,
  });
}
