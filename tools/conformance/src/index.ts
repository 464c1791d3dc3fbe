export { storeSuite, type StoreSuiteOptions, type StoreUnderTest } from './store-suite.ts'
