import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { Aws } from '../../aws/clients.ts';
import { capture } from '../../aws/programs/call.ts';
import { describeError } from '../../scripts/shared/run.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { useLoopbackAws } from './support/loopback-aws.ts';

const loopback = useLoopbackAws();
const folder = temporaryFolder();

const impatient = { attempts: 2, connectMs: 500, answerMs: 500 };

async function told(work: () => Promise<unknown> = ask): Promise<string> {
  try {
    await work();
  } catch (error) {
    return describeError(error);
  }
  throw new Error('nothing failed');
}

async function ask(): Promise<void> {
  const aws = new Aws('us-west-2', impatient);
  try {
    await (await aws.eks()).listClusters({});
  } finally {
    await aws.close();
  }
}

// Says an error as EKS does.
function refuses(code: string, message: string, headers: Record<string, string> = {}): void {
  loopback.says(JSON.stringify({ message }), 403, { 'x-amzn-errortype': code, ...headers });
}

// Under a new name each time: the SDK reads a file once.
function writeConfig(text: string): void {
  const file = join(mkdtempSync(join(folder, 'aws-')), 'config');
  writeFileSync(file, text);
  loopback.env({ AWS_CONFIG_FILE: file });
}

const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

test('without credentials it is said how to sign in, and which programs are missing as well', async () => {
  loopback.env({ ...noKeys, PATH: emptyFolder() });
  const words = await told();
  expect(words).toContain(
    'no AWS credentials were found\nsign in: aws configure, or aws sso login;',
  );
  for (const program of ['eksctl', 'kubectl', 'aws']) {
    expect(words).toMatch(new RegExp(`\\n {2}${program}: (curl|brew|choco|winget) `));
  }
});

test('a program that is missing is told with the others, and with the credentials that are missing', async () => {
  loopback.env({ ...noKeys, PATH: emptyFolder() });
  const words = await told(() => capture('kubectl', ['get', 'pods']));
  expect(words).toMatch(/^kubectl is not installed, or not on the PATH\ninstall it: /);
  expect(words).toContain('\n  eksctl: ');
  expect(words).toContain('\n  aws: ');
  expect(words).not.toContain('\n  kubectl: ');
  expect(words).toContain('\nno AWS credentials were found\nsign in: ');
});

test('with credentials a program that is missing says nothing of them', async () => {
  loopback.env({ PATH: emptyFolder() });
  expect(await told(() => capture('kubectl', ['get', 'pods']))).not.toContain('credentials');
});

test('a profile that does not exist is named, with the one that is meant', async () => {
  writeConfig('[default]\n[profile bootcamp]\nregion = us-west-2\n[ profile work ]\n');
  loopback.env({ ...noKeys, AWS_PROFILE: 'botcamp' });
  const words = await told();
  expect(words).toContain('AWS_PROFILE is botcamp, and there is no profile botcamp in ');
  expect(words).toContain('did you mean bootcamp?');
  loopback.env({ AWS_PROFILE: 'nope' });
  expect(await told()).toContain(
    'there are bootcamp, default, work; make it with aws configure --profile nope',
  );
});

test('a profile without credentials is named', async () => {
  writeConfig('[profile bootcamp]\nregion = us-west-2\n');
  loopback.env({ ...noKeys, AWS_PROFILE: 'bootcamp' });
  const words = await told();
  expect(words).toContain('no AWS credentials were found: the profile bootcamp has none');
  expect(words).toContain('aws configure --profile bootcamp, or aws sso login --profile bootcamp');
});

test('a session that nobody has signed in to is told as such', async () => {
  writeConfig(`[profile bootcamp]
sso_session = school
sso_account_id = 123456789012
sso_role_name = learner
[sso-session school]
sso_region = us-west-2
sso_start_url = https://school.example/start
`);
  loopback.env({ ...noKeys, AWS_PROFILE: 'bootcamp' });
  const words = await told();
  expect(words).toContain('nobody is signed in to the profile bootcamp');
  expect(words).toContain('sign in: aws sso login --profile bootcamp');
});

test('keys that have expired, that nobody knows and that do not fit are told apart', async () => {
  refuses('ExpiredTokenException', 'The security token included in the request is expired');
  expect(await told()).toContain(
    'the AWS credentials have expired\nsign in again, for they come from AWS_ACCESS_KEY_ID: unset it (aws sso login)',
  );
  refuses('UnrecognizedClientException', 'The security token included in the request is invalid.');
  const unknown = await told();
  expect(unknown).toContain('it does not know the access key');
  expect(unknown).not.toContain('get-caller-identity');
  refuses('InvalidSignatureException', 'The request signature we calculated does not match');
  const wrong = await told();
  expect(wrong).toContain('the secret access key is not the one of the access key');
  expect(wrong).toContain('write both again');
});

const hour = 3_600_000;

test.each([
  ['InvalidSignatureException', 'Signature expired: 20261129T080000Z', 3, '3 hours behind'],
  ['SignatureDoesNotMatch', 'The request signature does not match', -2, '2 hours ahead'],
  ['RequestTimeTooSkewed', 'The difference is too large.', 72, '3 days behind'],
  ['RequestExpired', 'Request has expired.', 1, '60 minutes behind'],
])('a clock that is wrong is told as such (%s)', async (code, message, hours, words) => {
  refuses(code, message, { date: new Date(Date.now() + hours * hour).toUTCString() });
  const said = await told();
  expect(said).toContain(`this computer's clock is ${words}`);
  expect(said).toContain('timedatectl set-ntp true');
});

test("a clock that is wrong is told by AWS's words alone, too", async () => {
  loopback.answer = (response) => {
    response.sendDate = false;
    response
      .writeHead(403, { 'x-amzn-errortype': 'InvalidSignatureException' })
      .end(
        '{"message":"Signature not yet current: 20261129T120000Z is still later than 20261129T081500Z"}',
      );
  };
  expect(await told()).toContain("this computer's clock is wrong");
});

test('too many requests are told with what was asked, and how often', async () => {
  refuses('ThrottlingException', 'Rate exceeded');
  const words = await told();
  expect(words).toContain(
    'eks gets too many requests at the moment: it refused eks:ListClusters 2 times',
  );
  expect(words).toContain('run the same command again in a minute');
});

function emptyFolder(): string {
  const empty = join(folder, 'empty');
  mkdirSync(empty, { recursive: true });
  return empty;
}

test('an error of AWS stays one', async () => {
  refuses('AccessDeniedException', 'no');
  await expect(ask()).rejects.toBeInstanceOf(AwsError);
});
