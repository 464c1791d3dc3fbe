export { adapterSuite } from './adapter-suite.ts'
export type {
  AdapterUnderTest,
  BodyKind,
  Driver,
  Gap,
  GapTopic,
  GivenDriver,
  PatchedDriver,
  Received,
  Send,
  Sent,
  SentBody,
} from './adapter/driver.ts'
export { formatSuite, type FormatSample, type FormatSuiteOptions } from './format-suite.ts'
export { journalSuite } from './journal-suite.ts'
export { storeSuite, type StoreSuiteOptions, type StoreUnderTest } from './store-suite.ts'
