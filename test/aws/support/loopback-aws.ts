import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll } from '@jest/globals';

/** A server on loopback in place of all of AWS, and the environment that leads to it. */
export interface LoopbackAws {
  /** How it answers from now on. */
  answer: (response: ServerResponse) => void;
  /** How often it was asked in this test. */
  asked: number;
  /** Lets it say something. */
  says(body: string, status?: number, headers?: Readonly<Record<string, string>>): void;
  /** Sets variables until the test is over; undefined takes one away. */
  env(variables: Readonly<Record<string, string | undefined>>): void;
}

/** Sets up such a server for a test file. */
export function useLoopbackAws(): LoopbackAws {
  const aws: LoopbackAws = {
    answer: (response) => response.end(),
    asked: 0,
    says: (body, status = 200, headers = {}) => {
      aws.answer = (response) => response.writeHead(status, headers).end(body);
    },
    env: set,
  };
  const server = createServer((request, response) => {
    request.resume();
    aws.asked += 1;
    aws.answer(response);
  });
  let usual: NodeJS.ProcessEnv = {};
  const before = { ...process.env };

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    usual = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere/config',
      PATH: process.env.PATH,
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
    };
    set(usual);
  });

  afterEach(() => {
    aws.asked = 0;
    set(usual);
  });

  afterAll(async () => {
    set(Object.fromEntries(Object.keys(usual).map((name) => [name, before[name]])));
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  return aws;
}

function set(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
