import type { Answer } from './front.ts';

/** One of CloudFormation's events about a stack. */
export interface StackEventAnswer {
  readonly resource: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly id?: string;
}

/** What CloudFormation says of the one stack that there is, in a state that moto's stacks are never in. */
export function stackAnswer(
  name: string,
  status: string,
  cluster = 'sock-shop',
  tags: Readonly<Record<string, string>> = { project: 'eks-sock-shop', cluster },
): Answer {
  const all = Object.entries({ 'alpha.eksctl.io/cluster-name': cluster, ...tags });
  return {
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
      <StackName>${name}</StackName><StackStatus>${status}</StackStatus>
      <CreationTime>2026-11-01T00:00:00Z</CreationTime>
      <Tags>${all.map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`).join('')}</Tags>
    </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
}

/** The events of a stack, the newest first, as CloudFormation tells them. */
export function stackEventsAnswer(events: readonly StackEventAnswer[]): Answer {
  const members = events.map(
    ({ resource, type, status, reason = '', id = '' }) => `<member>
      <StackId>s</StackId><StackName>s</StackName><EventId>e</EventId>
      <LogicalResourceId>${resource}</LogicalResourceId><ResourceType>${type}</ResourceType>
      <PhysicalResourceId>${id}</PhysicalResourceId><ResourceStatus>${status}</ResourceStatus>
      <ResourceStatusReason>${reason}</ResourceStatusReason>
      <Timestamp>2026-11-01T00:00:00Z</Timestamp></member>`,
  );
  return {
    body: `<DescribeStackEventsResponse><DescribeStackEventsResult><StackEvents>
      ${members.join('')}</StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>`,
  };
}
