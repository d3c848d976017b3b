import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { YOUR_ADDRESS } from '../../config/practice.ts';
import { Person } from './support/practice.ts';

// A cluster that is made by hand, for eksctl has its own waits: who comes in, from where, and onto which nodes.

const me = new Person();
let type: Awaited<ReturnType<Person['enter']>>;

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['eks.amazonaws.com', 'ec2.amazonaws.com'], AWS: '*' },
      Action: 'sts:AssumeRole',
    },
  ],
});

/** What a line prints; it must work. */
async function told(line: string): Promise<string> {
  const { code, stdout, stderr } = await type(line).ended;
  if (code !== 0) throw new Error(`${line}: ${stdout}${stderr}`);
  return stdout.trim();
}

async function until(line: string, wanted: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { stdout, stderr } = await type(line).ended;
    if (stdout.trim() === wanted) return;
    if (attempt === 60) throw new Error(`${line}: ${stdout}${stderr}, not ${wanted}`);
    await sleep(1000);
  }
}

const ranges = (cidr: string) =>
  told(
    `aws eks update-cluster-config --name hand --resources-vpc-config publicAccessCidrs=${cidr} --query update.status`,
  );

beforeAll(async () => {
  type = await me.enter();
  await told(`
    set -e
    vpc=$(aws ec2 create-vpc --cidr-block 192.168.0.0/16 --query Vpc.VpcId --output text)
    subnet() { aws ec2 create-subnet --vpc-id $vpc --cidr-block $1 --availability-zone $2 --query Subnet.SubnetId --output text; }
    a=$(subnet 192.168.0.0/19 us-west-2a)
    b=$(subnet 192.168.32.0/19 us-west-2b)
    role=$(aws iam create-role --role-name hand --assume-role-policy-document '${TRUST}' --query Role.Arn --output text)
    aws eks create-cluster --name hand --kubernetes-version 1.36 --role-arn $role --access-config authenticationMode=API --resources-vpc-config subnetIds=$a,$b,publicAccessCidrs=${YOUR_ADDRESS}/32
    until [ $(aws eks describe-cluster --name hand --query cluster.status --output text) = ACTIVE ]; do sleep 1; done
    aws eks update-kubeconfig --name hand
    aws eks create-nodegroup --cluster-name hand --nodegroup-name workers --subnets $a $b --node-role $role --instance-types t3.large --scaling-config minSize=1,desiredSize=2,maxSize=3 --labels for=test --taints key=only,value=test,effect=NO_SCHEDULE`);
}, 300_000);

afterAll(async () => {
  await me.call(['--stop']);
}, 60_000);

test('each machine of the Auto Scaling group is a node, and leaves with it', async () => {
  const count = 'kubectl get nodes --no-headers -l for=test | grep -c " Ready "';
  await until(count, '2');
  const machine = `aws ec2 describe-instances --query 'Reservations[].Instances[?State.Name==\`running\`].[InstanceId, PrivateDnsName]' --output text | sort | head -1`;
  const [id = '', name = ''] = (await told(machine)).split(/\s+/);
  const shown = await told(
    `kubectl get node ${name} -o jsonpath='{.spec.providerID} {.spec.taints[0].effect} {.status.nodeInfo.kubeletVersion}'`,
  );
  expect(shown).toMatch(new RegExp(`^aws:///us-west-2[ab]/${id} NoSchedule v1\\.36\\.`));
  await told(
    `aws autoscaling terminate-instance-in-auto-scaling-group --instance-id ${id} --should-decrement-desired-capacity`,
  );
  await until(count, '1');
  expect((await type(`kubectl get node ${name}`).ended).code).toBe(1);
});

test('whoever has an access entry may do what its policy says, and nobody else comes in', async () => {
  await told(
    `aws iam create-role --role-name learner --assume-role-policy-document '${TRUST}' && kubectl create namespace own`,
  );
  const arn = 'arn:aws:iam::000000000000:role/learner';
  const asLearner = (line: string) =>
    type(`
      read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN < <(aws sts assume-role --role-arn ${arn} --role-session-name anna --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
      export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
      ${line}`).ended;
  expect((await asLearner('kubectl get pods -n own')).stderr).toMatch(/credentials|logged in/);
  await told(
    `aws eks create-access-entry --cluster-name hand --principal-arn ${arn} && aws eks associate-access-policy --cluster-name hand --principal-arn ${arn} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy --access-scope type=namespace,namespaces=own`,
  );
  await sleep(3000);
  expect(await asLearner('kubectl create configmap mine -n own')).toMatchObject({ code: 0 });
  expect((await asLearner('kubectl create configmap mine -n default')).stderr).toContain(
    'forbidden',
  );
  expect((await asLearner('kubectl get secrets -A')).stderr).toContain('forbidden');
});

test('from another address, the cluster does not answer', async () => {
  await ranges('203.0.113.10/32');
  const line = 'kubectl get nodes --request-timeout=3s';
  expect((await type(line).ended).stderr).toMatch(/timeout|deadline|Timeout/);
  await ranges(`${YOUR_ADDRESS}/32`);
  await until('kubectl get --raw /readyz', 'ok');
});

test("the cluster's issuer publishes the keys of its ServiceAccounts' tokens", async () => {
  const issuer = await told(
    'aws eks describe-cluster --name hand --query cluster.identity.oidc.issuer --output text',
  );
  const keys = await told(`curl -s --cacert "$SSL_CERT_FILE" ${issuer}/keys`);
  const [, payload = ''] = (await told('kubectl create token default')).split('.');
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: issuer });
  expect((JSON.parse(keys) as { keys: unknown[] }).keys.length).toBeGreaterThan(0);
});

test.each(['kube-apiserver', 'etcd'])('%s that is killed is started again', async (program) => {
  const before = me.processesOf(program);
  expect(before).toHaveLength(1);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await until(`grep -c "hand: ${program} .* started it again" $EKS_PRACTICE/told`, '1');
  await until('kubectl get --raw /readyz', 'ok');
  const { stdout } = await type('cat $EKS_PRACTICE/told').ended;
  expect(stdout).not.toMatch(/Error|ECONN/);
});

test('a token for another cluster lets nobody in', async () => {
  const answer = (cluster: string) =>
    told(`
      token=$(aws eks get-token --cluster-name ${cluster} --query status.token --output text)
      server=$(aws eks describe-cluster --name hand --query cluster.endpoint --output text)
      curl -sk -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $token" $server/api/v1/namespaces`);
  expect([await answer('hand'), await answer('other')]).toEqual(['200', '401']);
});

test('nothing is left of the cluster, also where all Node processes of practice were killed together', async () => {
  for (const pid of me.processesOf('node')) process.kill(pid, 'SIGKILL');
  expect(me.processesOf('kube-apiserver')).toHaveLength(1);
  await me.call([], 'true\n');
  expect(await me.left()).toEqual([]);
});
