// What the runner puts into the global scope, for tests to import by Jest's own name.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } =
  globalThis;
