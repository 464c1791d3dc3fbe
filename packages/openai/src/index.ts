export type { ChunkOf, ErrorBody, EventOf, EventType, OperationKey, RequestOf, ResponseOf, Schemas, StreamingOperationKey } from './api.ts'
