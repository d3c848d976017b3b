module.exports = {
  ...require('../isolated.config.cjs'),
  rootDir: '../..',
  testMatch: ['<rootDir>/test/real-eksctl/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.slow\\.test\\.ts$'],
  testTimeout: 240_000,
};
