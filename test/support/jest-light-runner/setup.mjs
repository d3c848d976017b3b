// Run once in each worker: teaches it our TypeScript, and to give up on a test or hook that never ends.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { addEventHandler } from 'jest-circus';
import { register } from 'tsx/esm/api';

const { testTimeout } = createRequire(import.meta.url)('../../../jest.config.json');

// As launch/launch.cjs does; without it, the tests take 1.35 times the time.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');

register({ tsconfig: join(import.meta.dirname, 'tsconfig.json') });

addEventHandler(({ name }, { currentDescribeBlock: { children, hooks } }) => {
  if (name === 'add_test') limit(children.at(-1));
  if (name === 'add_hook') limit(hooks.at(-1));
});

function limit(one) {
  const { fn, timeout = testTimeout } = one;
  one.fn = async () => {
    let timer;
    const over = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${timeout} ms`)), timeout);
    });
    try {
      return await Promise.race([fn(), over]);
    } finally {
      clearTimeout(timer);
    }
  };
}
