import { afterEach, expect, test } from '@jest/globals';
import { playedAccount } from '../../scripts/practice/aws/played-account.ts';
import { projectFile, runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { Person } from './support/practice.ts';

const people: Person[] = [];

function person(more: NodeJS.ProcessEnv = {}): Person {
  const one = new Person(more);
  people.push(one);
  return one;
}

afterEach(async () => {
  for (const one of people.splice(0)) await one.call(['--stop']);
});

test('the shell finds the played AWS, and nothing is left after its end', async () => {
  const me = person();
  const { code, stdout } = await me.call(
    [],
    'aws sts get-caller-identity\neksctl get cluster\nkubectl version --client\n',
  );
  expect(stdout).toContain(`"Account": "${playedAccount.account}"`);
  expect(code).toBe(0);
  expect(await me.left()).toEqual([]);
});

test("the shell's own end is the command's, where nobody types", async () => {
  expect((await person().call([], 'exit 3\n')).code).toBe(3);
});

test.each(['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'nothing is left when %s ends the command',
  async (signal) => {
    const me = person();
    const running = me.practice([], 'echo in practice; sleep 1000\n');
    await running.until('in practice');
    running.child.kill(signal);
    await running.ended;
    expect(await me.left()).toEqual([]);
  },
);

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'nothing is left when %s ends the daemon, and practice begins again',
  async (signal) => {
    const me = person();
    const running = me.practice([], 'echo in practice; sleep 1000\n');
    await running.until('in practice');
    process.kill(me.daemon, signal);
    const { stdout } = await me.call([], 'aws sts get-caller-identity\n');
    expect(stdout).toContain(playedAccount.account);
    expect((await running.ended).code).toBe(1);
    expect(await me.left()).toEqual([]);
  },
);

test('all of its Node processes are killed together, and the next practice ends what they left running', async () => {
  const me = person();
  const running = me.practice([], 'echo in practice; read -t 1000\n');
  await running.until('in practice');
  for (const program of ['node', 'bash']) {
    for (const pid of me.processesOf(program)) process.kill(pid, 'SIGKILL');
  }
  await running.ended;
  expect(me.processesOf('python')).not.toEqual([]);
  await me.call([], 'true\n');
  expect(await me.left()).toEqual([]);
});

test('what played AWS was killed: the shell ends, says why, and leaves nothing', async () => {
  const me = person();
  const running = me.practice([], 'echo in practice; sleep 1000\n');
  await running.until('in practice');
  for (const pid of me.processesOf('python')) process.kill(pid, 'SIGKILL');
  const { code, stderr } = await running.ended;
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /practice has ended, and this shell with it: aws ended by SIGKILL/,
    ),
  });
  expect(await me.left()).toEqual([]);
});

test("what is kept is entered again, from a shell of one's own, too, until it is stopped", async () => {
  const me = person();
  await me.call(['--keep'], 'aws iam create-user --user-name kept\n');
  const asked = 'aws iam list-users --query "Users[].UserName" --output text\n';
  expect((await me.call([], asked)).stdout).toContain('kept');
  const own = await (await me.enter())(asked).ended;
  expect(own.stdout).toContain('kept');
  await me.call(['--stop']);
  expect(await me.left()).toEqual([]);
});

test("a shell of one's own whose practice has ended is told so, and enters the next one", async () => {
  const me = person();
  const { stdout: earlier } = await me.call(['--print']);
  const stopped = await me.call(['--stop']);
  expect(stopped.stdout.replaceAll('\n', ' ')).toContain('still has its settings');
  const lines = [
    earlier,
    'eval "$(node program.cjs practice --print)"',
    'aws sts get-caller-identity --query Account --output text',
    'node program.cjs practice --print 2>&1',
  ];
  const { stdout } = await me.shell(`${lines.join('\n')}\n`).ended;
  expect(stdout).toContain(playedAccount.account);
  expect(stdout).toContain('this shell is in practice already');
  await me.call(['--stop']);
  expect(await me.left()).toEqual([]);
});

test('the settings of my own for AWS reach neither the shell nor what plays', async () => {
  const mine = 'settings-of-my-own';
  const me = person({
    AWS_PROFILE: mine,
    AWS_SESSION_TOKEN: mine,
    AWS_ENDPOINT_URL_EC2: `https://${mine}.example.com`,
    https_proxy: `http://${mine}.example.com`,
  });
  const daemon = `$(node -p 'require(process.env.EKS_PRACTICE + "/practice.json").pid')`;
  const { code, stdout } = await me.call([], `env && tr '\\0' '\\n' < /proc/${daemon}/environ\n`);
  expect(code).toBe(0);
  expect(stdout).not.toContain(mine);
});

test('nothing in the shell reaches another computer', async () => {
  const outside = 'https://sts.us-west-2.amazonaws.com';
  const { stdout } = await person().call(
    [],
    [
      `env -u AWS_ENDPOINT_URL aws sts get-caller-identity 2>&1`,
      `aws sts get-caller-identity --endpoint-url ${outside} 2>&1`,
      `AWS_PROFILE=real aws sts get-caller-identity 2>&1`,
      `eksctl get cluster --profile real 2>&1`,
      `kubectl --server ${outside} --username a --password b version 2>&1`,
      `node -e "fetch('${outside}').catch(({ cause }) => console.log(cause.message))"`,
      `node -e "require('https').get('${outside}').on('error', ({ message }) => console.log(message))"`,
      `echo "$(env | grep -ciE '^(aws_(session|profile|role|web)|all_proxy)')" left of mine`,
    ].join('\n') + '\n',
  );
  const refused = /practice.never.leaves.this.computer/g;
  expect(stdout.match(refused)?.length).toBeGreaterThanOrEqual(5);
  expect(stdout).not.toContain('"Account"');
  expect(stdout).toContain('0 left of mine');
});

test('a folder that can not be made is told in a sentence', async () => {
  const me = person();
  const file = me.write('file', '');
  const { code, stdout, stderr } = await new Person({ XDG_STATE_HOME: file }).call([], '');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(file);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('a full disk is told in a sentence, and nothing is left on it', async () => {
  const folder = temporaryFolder();
  const program = projectFile('program.cjs');
  const line = `mount -t tmpfs -o size=8k none ${folder} && XDG_STATE_HOME=${folder} ${process.execPath} ${program} practice; echo "code $?"; find ${folder} -mindepth 1`;
  const { stdout, stderr } = await runProgram('unshare', ['-rm', 'sh', '-c', line]);
  expect(stdout).toBe('code 2\n');
  expect(stderr).toContain('the disk is full: free some space and run this again');
  expect(stderr).not.toMatch(/^ +at /m);
});
