import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { inTurn, lookInTurn } from '../../scripts/shared/each-target.ts';
import { UsageError } from '../../terminal/usage-error.ts';

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const targets = ['anna', 'ben', 'cleo', 'dan'].map((name) => ({
  name,
  region: name === 'cleo' ? 'eu-central-1' : 'us-west-2',
}));
const ofAws =
  (name: string, message = '') =>
  (region: string) =>
    AwsError.of(Object.assign(new Error(message), { name }), {
      action: 'eks:ListClusters',
      region,
    });
const noCredentials = ofAws('CredentialsProviderError');
const noRegion = ofAws('Error', 'getaddrinfo ENOTFOUND eks.us-west-2.amazonaws.com');
const throttled = ofAws('ThrottlingException');

/** Fails for some, and gives whom it was called for and what was said in the end. */
async function through(errorFor: (name: string, region: string) => Error | undefined) {
  const called: string[] = [];
  const end = await inTurn(targets, ({ name, region }) => {
    called.push(name);
    const error = errorFor(name, region);
    return error ? Promise.reject(error) : Promise.resolve(0);
  }).catch((error: Error) => error.message);
  return { called, end };
}

test('what is wrong with the account is said once, and ends it', async () => {
  const { called, end } = await through((_, region) => noCredentials(region));
  expect(called).toEqual(['anna']);
  expect(said).toEqual([expect.stringMatching(/^no AWS credentials were found\n/)]);
  expect(end).toBe('4 of 4 clusters failed: anna, ben, cleo, dan');
});

test('a session that ends in the middle fails for those that are left', async () => {
  const expired = ofAws('ExpiredToken');
  const { called, end } = await through((name, region) =>
    name === 'anna' ? undefined : expired(region),
  );
  expect(called).toEqual(['anna', 'ben']);
  expect(said).toHaveLength(1);
  expect(end).toBe('3 of 4 clusters failed: ben, cleo, dan');
});

test('what is wrong with a region is said once, and the others are still asked', async () => {
  const { called, end } = await through((_, region) =>
    region === 'us-west-2' ? noRegion(region) : undefined,
  );
  expect(called).toEqual(['anna', 'cleo']);
  expect(said).toEqual([expect.stringMatching(/^eks in us-west-2 cannot be reached: /)]);
  expect(end).toBe('3 of 4 clusters failed: anna, ben, dan');
});

test('what is wrong with one is said with its name, and in few words where it is the same', async () => {
  const { called, end } = await through((name, region) => {
    if (name === 'ben') return new UsageError('it is broken', 'repair it');
    return name === 'cleo' ? undefined : throttled(region);
  });
  expect(called).toEqual(['anna', 'ben', 'cleo', 'dan']);
  expect(said).toEqual([
    expect.stringMatching(/^anna {2}us-west-2\n {2}eks gets too many requests at the moment/),
    'ben  us-west-2\n  it is broken\n  repair it',
    'dan  us-west-2\n  the same as for anna',
  ]);
  expect(end).toBe('3 of 4 clusters failed: anna, ben, dan');
});

test('what was found of the others is told all the same', async () => {
  const told = jest.fn();
  const found = lookInTurn(targets, {
    look: ({ name }) =>
      name === 'ben' ? Promise.reject(new UsageError('no')) : Promise.resolve(name),
    tell: told,
    code: () => 1,
  });
  await expect(found).rejects.toThrow('1 of 4 clusters failed: ben');
  expect(told).toHaveBeenCalledWith(['anna', 'cleo', 'dan']);
});
