export { journalSuite } from './journal-suite.ts'
export { storeSuite, type StoreSuiteOptions, type StoreUnderTest } from './store-suite.ts'
