import config from '../jest.config.js'

// As the example, with respool's sources in place of what is built of them.
export default {
  ...config,
  rootDir: '..',
  transform: { '\\.ts$': '<rootDir>/__fixtures__/strip-types.cjs' },
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['@respool/source', 'node', 'node-addons'] },
}
