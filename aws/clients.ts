import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2 } from '@aws-sdk/client-ec2';
import type { EKS } from '@aws-sdk/client-eks';
import type { ElasticLoadBalancing } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { IAM } from '@aws-sdk/client-iam';
import type { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import type { ServiceQuotas } from '@aws-sdk/client-service-quotas';
import type { SSM } from '@aws-sdk/client-ssm';
import type { STS } from '@aws-sdk/client-sts';
import { AwsError } from './aws-error.ts';

// A client is a slow thing to load, so each is loaded when a command first asks for it.
const makers = {
  autoscaling: async () => (await import('@aws-sdk/client-auto-scaling')).AutoScaling,
  cloudformation: async () => (await import('@aws-sdk/client-cloudformation')).CloudFormation,
  ec2: async () => (await import('@aws-sdk/client-ec2')).EC2,
  eks: async () => (await import('@aws-sdk/client-eks')).EKS,
  elb: async () => (await import('@aws-sdk/client-elastic-load-balancing')).ElasticLoadBalancing,
  elbv2: async () =>
    (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2,
  iam: async () => (await import('@aws-sdk/client-iam')).IAM,
  logs: async () => (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs,
  quotas: async () => (await import('@aws-sdk/client-service-quotas')).ServiceQuotas,
  ssm: async () => (await import('@aws-sdk/client-ssm')).SSM,
  sts: async () => (await import('@aws-sdk/client-sts')).STS,
  tagging: async () =>
    (await import('@aws-sdk/client-resource-groups-tagging-api')).ResourceGroupsTaggingAPI,
};

interface Clients {
  autoscaling: AutoScaling;
  cloudformation: CloudFormation;
  ec2: EC2;
  eks: EKS;
  elb: ElasticLoadBalancing;
  elbv2: ElasticLoadBalancingV2;
  iam: IAM;
  logs: CloudWatchLogs;
  quotas: ServiceQuotas;
  ssm: SSM;
  sts: STS;
  tagging: ResourceGroupsTaggingAPI;
}

type Service = keyof Clients;

// What a service is called in IAM's actions, where it isn't what we call it.
const prefixes: Partial<Record<Service, string>> = {
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  quotas: 'servicequotas',
  tagging: 'tag',
};

const MOST_ATTEMPTS = 5;
const CONNECT_MS = 5000;
const ANSWER_MS = 30_000;

/** One region of the caller's account: a client of each service, made when it is first asked for. */
export class Aws {
  private readonly made = new Map<Service, Promise<Clients[Service]>>();

  /** Without a region, the one of the user's own settings. */
  constructor(readonly region?: string) {}

  autoscaling = (): Promise<AutoScaling> => this.client('autoscaling');
  cloudformation = (): Promise<CloudFormation> => this.client('cloudformation');
  ec2 = (): Promise<EC2> => this.client('ec2');
  eks = (): Promise<EKS> => this.client('eks');
  elb = (): Promise<ElasticLoadBalancing> => this.client('elb');
  elbv2 = (): Promise<ElasticLoadBalancingV2> => this.client('elbv2');
  iam = (): Promise<IAM> => this.client('iam');
  logs = (): Promise<CloudWatchLogs> => this.client('logs');
  quotas = (): Promise<ServiceQuotas> => this.client('quotas');
  ssm = (): Promise<SSM> => this.client('ssm');
  sts = (): Promise<STS> => this.client('sts');
  tagging = (): Promise<ResourceGroupsTaggingAPI> => this.client('tagging');

  /** Closes the connections that are still open: a command ends at once. */
  async close(): Promise<void> {
    for (const client of await Promise.all(this.made.values())) client.destroy();
    this.made.clear();
  }

  private client<S extends Service>(service: S): Promise<Clients[S]> {
    const known = this.made.get(service) ?? this.make(service);
    this.made.set(service, known);
    return known as Promise<Clients[S]>;
  }

  private async make(service: Service): Promise<Clients[Service]> {
    const Client = await makers[service]();
    const client = new Client({
      ...(this.region && { region: this.region }),
      maxAttempts: MOST_ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: ANSWER_MS,
        throwOnRequestTimeout: true,
      },
    });
    nameErrors(client, prefixes[service] ?? service, this.region ?? 'your region');
    return client;
  }
}

type Handler = (args: object) => Promise<object>;

interface Stack {
  add(
    middleware: (next: Handler, context: { readonly commandName?: string }) => Handler,
    options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
  ): void;
}

// Every error says which action failed, and where.
function nameErrors(client: Clients[Service], prefix: string, region: string): void {
  // The clients' own types of this differ in nothing but the inputs that they pass on.
  const stack = client.middlewareStack as unknown as Stack;
  stack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        try {
          return await next(args);
        } catch (error) {
          const action = `${prefix}:${commandName.replace(/Command$/, '')}`;
          throw AwsError.of(error, { action, region });
        }
      },
    { step: 'initialize', priority: 'high', name: 'nameErrors' },
  );
}

/** Does something with a region's clients, and closes them afterwards. */
export async function withAws<T>(
  region: string | undefined,
  work: (aws: Aws) => Promise<T>,
): Promise<T> {
  const aws = new Aws(region);
  try {
    return await work(aws);
  } finally {
    await aws.close();
  }
}
