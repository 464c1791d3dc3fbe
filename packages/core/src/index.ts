export { toBody, bodyBytes, type Body } from './model/body.ts'
export type { Cassette, CassetteFrame } from './model/cassette.ts'
export { codingOf } from './model/coding.ts'
export { RespoolError, isRespoolError, type MissError, type RespoolErrorCode, type RespoolErrorDetails } from './model/errors.ts'
export type { CassetteFormat, FormatDefaults, ParseContext } from './model/format.ts'
export { canonicalHeaderName, headerList, headerValue, headerValues, type HeaderList, type HeadersInput } from './model/headers.ts'
export {
  httpRequest,
  type Extra,
  type HttpRequest,
  type HttpRequestInit,
  type Interaction,
  type PlainValue,
  type RecordedRequest,
  type RecordedResponse,
  type ResponseEnd,
  type ResponseHead,
} from './model/interaction.ts'
export { openaiProfile, type ApiProfile } from './model/profile.ts'
export type { CassetteStore, Combine, Durability, Journal, JournalOptions, JournalStore, StandingJournals } from './model/store.ts'
export { readEvents, type ServerSentEvent } from './sse/events.ts'
export { readJson } from './json/read.ts'
export { diffJson, type JsonDifference } from './json/diff.ts'
export { isObject, type JsonObject, type JsonValue } from './json/value.ts'
export { redactCassette, type RedactCassetteOptions, type RedactedCassette } from './redact/cassette.ts'
export type { RedactOptions, Redaction, Refusal, SecretPattern } from './redact/options.ts'
export type { Difference, Nearest } from './match/nearest.ts'
export { nearestRequests, requestMeaning } from './match/compare.ts'
export type { MatchOptions } from './match/options.ts'
export { goVcr, goVcrFormat, type GoVcrLayout, type GoVcrOptions } from './formats/go-vcr/index.ts'
export { deriveChunks } from './formats/go-vcr/boundaries.ts'
export { parseCassette, stringifyCassette } from './formats/cassette.ts'
export { memoryStore } from './stores/memory.ts'
export type { Clock } from './recorder/clock.ts'
export type {
  Capture,
  End,
  Miss,
  NeedsBody,
  Outcome,
  Pass,
  Playback,
  Record,
  Recorder,
  RecorderOptions,
  Replay,
  RequestHead,
  Summary,
  Verdict,
} from './recorder/contract.ts'
export type { Mode } from './recorder/mode.ts'
export type { OpenRecorder } from './recorder/open.ts'
export type { Pace } from './recorder/pace.ts'
export { bindRecorder, openRecorder } from './neutral.ts'
export type { Binding, BoundRecorder, Outside, Patch, PatchOptions } from './scope/binding.ts'
export { replaceProperty, undoable, type Replaced } from './scope/replace.ts'
