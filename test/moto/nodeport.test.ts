import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { clusterFile, REGION, useAccount } from './support/account.ts';
import { clusterOnAws } from './support/cluster-on-aws.ts';
import { motoOf } from './support/straight.ts';

const account = useAccount();

let group = '';
beforeEach(async () => {
  account.writeCluster('sock-shop', clusterFile('sock-shop'));
  if (group === '') ({ securityGroup: group } = await clusterOnAws(account));
  await closeEverything();
});

test('open lets access.from alone reach the port, and close takes just that away', async () => {
  account.front.answer('ec2:DescribeInstances', () => ({ body: nodes('54.0.0.2', '54.0.0.1') }));
  const opened = await account.run('nodeport', ['open']);
  expect(opened.stderr).toBe('');
  expect(opened.stdout).toContain(`  + TCP 32000 from 198.51.100.7/32\n\nDone: 1 opened`);
  expect(opened.stdout).toContain('http://54.0.0.1:32000, or any other node of 54.0.0.1 54.0.0.2');
  expect(account.front.calls.at(-1)?.params).toMatchObject({
    'Filter.1.Name': 'tag:eks:cluster-name',
    'Filter.1.Value.1': 'sock-shop',
    'Filter.2.Value.1': 'running',
  });
  expect(opened.stdout).toContain('exercises/4-service-nodeport.k8s.yaml');
  expect(await rules()).toEqual(['32000 198.51.100.7/32 nodeport dev']);

  const again = await account.run('nodeport', ['open']);
  expect(again.stdout).toContain('TCP 32000 from 198.51.100.7/32, open already');
  expect(again.stdout).not.toContain('Done');

  const closed = await account.run('nodeport', ['close']);
  expect(closed).toMatchObject({ code: 0, stderr: '' });
  expect(closed.stdout).toContain('- TCP 32000 from 198.51.100.7/32\n\nDone: 1 closed');
  expect(await rules()).toEqual([]);
  expect((await account.run('nodeport', ['close'])).stdout).toContain('no node port is open');
});

test('what the file no longer says is closed, and the shop has a port of its own', async () => {
  await account.run('nodeport', ['open']);
  account.writeCluster(
    'sock-shop',
    clusterFile('sock-shop', 'sockShop: { nodePort: 32001 }\n').replace(
      '198.51.100.7/32',
      '8.8.8.8/32, 9.9.9.0/24',
    ),
  );
  const dry = await account.run('nodeport', ['open', '--dry-run']);
  expect(dry.stdout).toContain(`  + TCP 32000 to 32001 from 8.8.8.8/32
  + TCP 32000 to 32001 from 9.9.9.0/24
  - TCP 32000 from 198.51.100.7/32, which the cluster file no longer says

Nothing was done: --dry-run`);
  expect(await rules()).toEqual(['32000 198.51.100.7/32 nodeport dev']);
  const { stdout } = await account.run('nodeport', ['open']);
  expect(stdout).toContain('Done: 2 opened, 1 closed');
  expect(await rules()).toEqual([
    '32000-32001 8.8.8.8/32 nodeport dev',
    '32000-32001 9.9.9.0/24 nodeport dev',
  ]);
});

test("somebody else's rule is not an obstacle, and is never closed", async () => {
  const ec2 = await motoOf(account).ec2();
  await ec2.authorizeSecurityGroupIngress({
    GroupId: group,
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 32000,
        ToPort: 32000,
        IpRanges: [{ CidrIp: '198.51.100.7/32' }],
      },
    ],
  });
  const { stdout, code } = await account.run('nodeport', ['open']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/TCP 32000 from 198\.51\.100\.7\/32, opened by somebody else \(sgr-/);
  await account.run('nodeport', ['close']);
  expect(await rules()).toEqual(['32000 198.51.100.7/32  ']);
});

test('close works from a name and a region alone; open needs the file', async () => {
  await account.run('nodeport', ['open']);
  account.writeCluster('sock-shop', clusterFile('sock-shop', 'region: eu-west-1\n'));
  const target = ['--cluster', 'sock-shop', '--region', REGION];
  expect(await account.run('nodeport', ['open', ...target])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no cluster file for sock-shop in us-west-2'),
  });
  expect((await account.run('nodeport', ['close', ...target])).code).toBe(0);
  expect(await rules()).toEqual([]);
});

test('--all goes through every file, and one that is missing keeps no other from it', async () => {
  account.writeCluster('absent', clusterFile('absent'));
  try {
    const dry = await account.run('nodeport', ['open', '--all', '--dry-run']);
    expect(dry.stdout).toContain('+ TCP 32000 from 198.51.100.7/32');
    expect(await rules()).toEqual([]);
    const opened = await account.run('nodeport', ['open', '--all']);
    expect(opened.code).toBe(2);
    expect(opened.stdout).toContain("the security group of sock-shop's nodes in us-west-2:");
    expect(opened.stderr).toContain('there is no cluster absent in us-west-2');
    expect(opened.stderr).toContain('1 of 2 clusters failed: absent');
    expect(await rules()).toEqual(['32000 198.51.100.7/32 nodeport dev']);
    await account.run('nodeport', ['close', '--all']);
    expect(await rules()).toEqual([]);
  } finally {
    rmSync(join(account.folder, 'clusters', 'absent.yaml'));
  }
});

describe('what is refused, and why', () => {
  test.each([
    ['no verb', [], 'open or close?'],
    ['a wrong verb', ['opne'], 'needs open or close, not opne\ndid you mean open?'],
    ['two', ['open', 'close'], 'needs open or close, not open close'],
    [
      'all and one',
      ['open', '--all', '--cluster', 'x'],
      '--all and --cluster cannot be used together',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await account.run('nodeport', args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(account.front.calls).toEqual([]);
  });

  test.each([
    ['the whole Internet', '0.0.0.0/0'],
    ['the same in two halves', '0.0.0.0/1, 128.0.0.0/1'],
  ])('%s', async (_, from) => {
    account.writeCluster(
      'sock-shop',
      clusterFile('sock-shop').replace('198.51.100.7/32]', `${from}], anywhere: true`),
    );
    const { code, stderr } = await account.run('nodeport', ['open']);
    expect(code).toBe(2);
    expect(stderr).toContain(`access.from holds ${from}: node ports are not opened`);
    expect(account.front.calls).toEqual([]);
  });

  test('nodes that nobody reaches, and Services without a port', async () => {
    account.writeCluster('sock-shop', clusterFile('sock-shop', 'network: private\n'));
    expect((await account.run('nodeport', ['open'])).stderr).toContain('has network: private');
    account.writeCluster('sock-shop', clusterFile('sock-shop', 'jenkins: { enabled: false }\n'));
    expect((await account.run('nodeport', ['open'])).stderr).toContain(
      'no Service of sock-shop has a node port',
    );
  });

  test('a cluster that is not there, or not yet', async () => {
    account.writeCluster('sock-shp', clusterFile('sock-shp'));
    const { code, stderr } = await account.run('nodeport', ['open', '--cluster', 'sock-shp']);
    expect(code).toBe(2);
    expect(stderr).toBe('there is no cluster sock-shp in us-west-2\ndid you mean sock-shop?\n');
    account.front.answer('eks:DescribeCluster', () => ({
      body: {
        cluster: {
          name: 'sock-shop',
          status: 'CREATING',
          resourcesVpcConfig: {},
          tags: { project: 'eks-sock-shop', cluster: 'sock-shop' },
        },
      },
    }));
    expect((await account.run('nodeport', ['open', '--cluster', 'sock-shop'])).stderr).toContain(
      'sock-shop is CREATING, and has no security group of its own yet',
    );
  });

  test('a cluster of somebody else who took the same name', async () => {
    account.front.answer('eks:DescribeCluster', () => ({
      body: { cluster: { name: 'sock-shop', status: 'ACTIVE', tags: { team: 'other' } } },
    }));
    const { code, stderr } = await account.run('nodeport', ['open', '--cluster', 'sock-shop']);
    expect(code).toBe(2);
    expect(stderr).toContain('was not made from a cluster file of this project');
  });

  test('a full security group', async () => {
    account.front.fail('ec2:AuthorizeSecurityGroupIngress', {
      code: 'RulesPerSecurityGroupLimitExceeded',
    });
    const { code, stderr } = await account.run('nodeport', ['open', '--cluster', 'sock-shop']);
    expect(code).toBe(2);
    expect(stderr).toContain('has no room for 1 more rules: a security group can have 60');
    expect(stderr).toContain('join neighbouring ranges');
  });

  test('a missing permission; the addresses are only nice to have', async () => {
    const args = ['open', '--cluster', 'sock-shop'];
    account.front.fail('ec2:AuthorizeSecurityGroupIngress', { code: 'UnauthorizedOperation' });
    const denied = await account.run('nodeport', args);
    expect(denied.code).toBe(2);
    expect(denied.stderr).toContain('may not do ec2:AuthorizeSecurityGroupIngress in us-west-2');
    account.front.reset();
    account.front.fail('ec2:DescribeInstances', { code: 'UnauthorizedOperation' });
    const opened = await account.run('nodeport', args);
    expect(opened.code).toBe(0);
    expect(opened.stdout).toContain('http://<EXTERNAL-IP of any node>:32000, as kubectl get nodes');
  });
});

// moto's nodes have no public addresses.
function nodes(...addresses: string[]): string {
  const instances = addresses.map((address) => `<item><ipAddress>${address}</ipAddress></item>`);
  return `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item><instancesSet>${instances.join('')}</instancesSet></item></reservationSet></DescribeInstancesResponse>`;
}

async function rules(): Promise<string[]> {
  const ec2 = await motoOf(account).ec2();
  const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({
    Filters: [{ Name: 'group-id', Values: [group] }],
  });
  return SecurityGroupRules.filter(({ IsEgress, CidrIpv4 }) => !IsEgress && CidrIpv4)
    .map(({ FromPort, ToPort, CidrIpv4, Tags = [] }) => {
      const tag = (name: string) => Tags.find(({ Key }) => Key === name)?.Value ?? '';
      const ports = FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`;
      return `${ports} ${CidrIpv4} ${tag('purpose')} ${tag('owner')}`;
    })
    .sort();
}

async function closeEverything(): Promise<void> {
  const ec2 = await motoOf(account).ec2();
  const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({
    Filters: [{ Name: 'group-id', Values: [group] }],
  });
  const ids = SecurityGroupRules.flatMap(({ IsEgress, SecurityGroupRuleId }) =>
    IsEgress || !SecurityGroupRuleId ? [] : SecurityGroupRuleId,
  );
  if (ids.length > 0) {
    await ec2.revokeSecurityGroupIngress({ GroupId: group, SecurityGroupRuleIds: ids });
  }
}
