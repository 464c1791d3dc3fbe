export { formatSuite, type FormatSample, type FormatSuiteOptions } from './format-suite.ts'
export { journalSuite } from './journal-suite.ts'
export { storeSuite, type StoreSuiteOptions, type StoreUnderTest } from './store-suite.ts'
