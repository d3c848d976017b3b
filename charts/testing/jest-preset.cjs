// For Jest in a folder of one's own: "jest": { "preset": "eks-sock-shop/testing" }
module.exports = {
  testMatch: ['<rootDir>/charts/**/*.test.ts'],
  transform: { '\\.ts$': require.resolve('./typescript.cjs') },
  transformIgnorePatterns: ['/node_modules/(?!eks-sock-shop/)'],
};
