module.exports = {
  ...require('../isolated.config.cjs'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/moto/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
