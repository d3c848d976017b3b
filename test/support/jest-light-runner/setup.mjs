// Run once in each worker: teaches it our TypeScript, and to give up on a test or hook that never ends.
import { join } from 'node:path';
import { addEventHandler } from 'jest-circus';
import { register } from 'tsx/esm/api';

const SECONDS = 60;

register({ tsconfig: join(import.meta.dirname, 'tsconfig.json') });

addEventHandler(({ name }, { currentDescribeBlock: { children, hooks } }) => {
  if (name === 'add_test') limit(children.at(-1));
  if (name === 'add_hook') limit(hooks.at(-1));
});

function limit(one) {
  const { fn, timeout = SECONDS * 1000 } = one;
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
