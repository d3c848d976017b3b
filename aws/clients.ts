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
import { getSmithyContext } from '@smithy/core/transport';
import { patiently } from './answers/patience.ts';
import { type Model, refuseSenseless } from './answers/sense.ts';
import { wholeBody } from './answers/whole.ts';
import type { ProgramName } from '../tables/programs.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { type Asked, AwsError } from './aws-error.ts';
import { type Credentials, Identity } from './identity.ts';

// The SDK would tell on each run which versions of Node its later releases need; package.json says what ours needs.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

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

/** How long AWS is waited for. */
export interface Limits {
  readonly attempts: number;
  readonly connectMs: number;
  /** Until an answer begins, and then until it has ended. */
  readonly answerMs: number;
}

const usual: Limits = { attempts: 5, connectMs: 5000, answerMs: 30_000 };

/** One region of the caller's account: a client of each service, made when it is first asked for. */
export class Aws {
  private readonly made = new Map<Service, Promise<Clients[Service]>>();
  private readonly identity = new Identity((credentials) => this.accountOf(credentials));

  /** Without a region, the one of the user's own settings. */
  constructor(
    readonly region?: string,
    private readonly limits: Limits = usual,
  ) {}

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

  /** The account, which from then on may be no other. */
  account = (): Promise<string> => this.named(() => this.identity.account());

  /** Refuses to go on where a program of the user's would work in another account. */
  refuseOthersFor = (program: ProgramName): Promise<void> =>
    this.named(() => this.identity.refuseOthersFor(program));

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

  private get where(): string {
    return this.region ?? 'your region';
  }

  private async named<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw inWords(error, { action: 'sts:GetCallerIdentity', region: this.where });
    }
  }

  private async accountOf(credentials: Credentials): Promise<string> {
    const sts = (await this.make('sts', credentials)) as STS;
    try {
      return (await sts.getCallerIdentity({})).Account ?? '';
    } finally {
      sts.destroy();
    }
  }

  private async make(
    service: Service,
    credentials: Credentials | Identity['provider'] = this.identity.provider,
  ): Promise<Clients[Service]> {
    const Client = await makers[service]();
    const client = new Client({
      ...(this.region && { region: this.region }),
      credentials,
      maxAttempts: this.limits.attempts,
      requestHandler: {
        connectionTimeout: this.limits.connectMs,
        requestTimeout: this.limits.answerMs,
        throwOnRequestTimeout: true,
      },
    });
    // The clients' own types of this differ in nothing but the inputs that they pass on.
    const stack = client.middlewareStack as unknown as Stack;
    nameErrors(stack, prefixes[service] ?? service, this.where);
    doubtAnswers(stack, this.limits.answerMs);
    return client;
  }
}

type Handler = (args: object) => Promise<Result>;

interface Result {
  readonly response: { body?: unknown };
  readonly output: object;
}

interface Context {
  readonly commandName?: string;
}

interface Stack {
  add(
    middleware: (next: Handler, context: Context) => Handler,
    options: {
      readonly step: 'initialize' | 'deserialize';
      readonly priority: 'high' | 'low';
      readonly name: string;
    },
  ): void;
}

// Every error says which action failed, and where.
function nameErrors(stack: Stack, prefix: string, region: string): void {
  stack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const action = `${prefix}:${commandName.replace(/Command$/, '')}`;
        try {
          return await patiently(action, () => next(args));
        } catch (error) {
          throw inWords(error, { action, region });
        }
      },
    { step: 'initialize', priority: 'high', name: 'nameErrors' },
  );
}

// An answer is all there, and says what the service's own model lets it say, or it is none; each try on its own.
function doubtAnswers(stack: Stack, longestMs: number): void {
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      result.response.body = await wholeBody(result.response.body, longestMs);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'wholeBody' },
  );
  stack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const model = answerModel(context);
      if (model !== undefined) refuseSenseless(context.commandName ?? '', model, result.output);
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'refuseSenseless' },
  );
}

function inWords(error: unknown, asked: Asked): UsageError {
  return error instanceof UsageError ? error : AwsError.of(error, asked);
}

function answerModel(context: Context): Model | undefined {
  const { operationSchema } = getSmithyContext({ ...context });
  // Its kind, namespace, name and traits, then what is asked with, then what is answered.
  return (operationSchema as readonly Model[] | undefined)?.[5];
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
