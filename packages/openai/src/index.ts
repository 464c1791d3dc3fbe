export type { ChunkOf, ErrorBody, EventOf, EventType, OperationKey, RequestOf, ResponseOf, Schemas, StreamingOperationKey } from './api.ts'
export { operationOf } from './exchange/operation.ts'
export { readExchange, type Answer, type Exchange, type ExchangeOf } from './exchange/read.ts'
export type { Reading } from './exchange/reading.ts'
export { accumulate } from './accumulate/accumulate.ts'
export type { AccumulatedCompletion } from './accumulate/completion.ts'
export type { Departure, DepartureKind } from './check/departures.ts'
export type { Dialect } from './check/dialect.ts'
export { dialects, pythonDumps } from './check/dialects.ts'
export {
  checkBody,
  checkInteraction,
  type CheckOptions,
  type CheckedBody,
  type InteractionCheck,
  type Part,
  type PlacedDeparture,
} from './check/interaction.ts'
export { driftReport, formatDrift, type Drift, type PlacedCheck } from './check/report.ts'
export { baselineOf, newDrift } from './check/baseline.ts'
