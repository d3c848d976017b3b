// Jest's own way: a fresh world for each test file, in a process of its own. For the suites that need one, and for
// seeing that the tests of `npm test`, whose files share what they import, need none.
module.exports = {
  ...require('../jest.config.json'),
  rootDir: '..',
  runner: 'jest-runner',
  setupFiles: [],
  testEnvironment: 'node',
  transform: { '\\.ts$': '<rootDir>/charts/testing/typescript.cjs' },
};
