process.env.HOSTILE_RUNS ??= '60';

module.exports = {
  ...require('../isolated.config.cjs'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/hostile/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
  reporters: ['default', '<rootDir>/test/hostile/support/count-reporter.cjs'],
};
