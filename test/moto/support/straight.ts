import { Aws } from '../../../aws/clients.ts';
import { type Account, REGION } from './account.ts';
import { type Front, STRAIGHT } from './front.ts';

const services = [
  'autoscaling',
  'cloudformation',
  'ec2',
  'eks',
  'elb',
  'elbv2',
  'iam',
  'logs',
] as const;

const known = new WeakMap<Front, Aws>();

/** Clients for a test's own set-up: moto answers them whatever the front would say, and no call is recorded. */
export function motoOf({ front }: Account): Aws {
  const made = known.get(front) ?? straight();
  known.set(front, made);
  return made;
}

function straight(): Aws {
  const aws = new Aws(REGION);
  for (const service of services) {
    const make = aws[service];
    Object.assign(aws, { [service]: async () => marked(await make()) });
  }
  return aws;
}

interface Stack {
  add(
    middleware: (next: Handler) => Handler,
    options: { readonly step: 'build'; readonly name: string; readonly override: boolean },
  ): void;
}

type Handler = (args: { request: { headers: Record<string, string> } }) => Promise<object>;

function marked<C extends { readonly middlewareStack: object }>(client: C): C {
  (client.middlewareStack as Stack).add(
    (next) => (args) => {
      args.request.headers[STRAIGHT] = 'true';
      return next(args);
    },
    { step: 'build', name: 'straightToMoto', override: true },
  );
  return client;
}
