/** The parts of an ARN, or undefined where eksctl would refuse it as none. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition = '', service = '', region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || region === undefined || account === undefined || !resource.length) {
    return undefined;
  }
  return partition ? { service, resource: resource.join(':') } : undefined;
}

interface Arn {
  readonly service: string;
  readonly resource: string;
}
