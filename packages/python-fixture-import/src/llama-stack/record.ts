import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { invalidRecording } from '../errors.ts'
import { parseExact } from '../json/exact.ts'
import { decodeFile, parseJsonFile } from '../json/parse.ts'
import { textOf } from './json.ts'

/**
 * What was recorded: a call of an SDK's method, an HTTP request, a tool, a file that was taken apart. No recording says of which version it is; they
 * differ in their keys.
 */
export type RecordKind = 'inference' | 'http' | 'tool' | 'file'

/** One recording of llama-stack, as its JSON says it. Numbers are as `parseExact` gives them where it was read exactly. */
export interface LlamaStackRecord {
  readonly kind: RecordKind
  /** The test that recorded it; null where it was recorded outside of one, undefined where recordings did not say yet. */
  readonly testId: string | null | undefined
  readonly request: JsonObject
  readonly response: JsonObject
  /** Text for text, what the recorder has replaced; empty in every recording that was seen. Undefined before there was any. */
  readonly mapping: JsonObject | undefined
}

/** Reads one file. With `exact: false` numbers are JavaScript's, which is faster, and enough to find an answer by. */
export function readRecord(bytes: Uint8Array, name: string, { exact = true } = {}): LlamaStackRecord {
  return toRecord(parseJsonFile(decodeFile(bytes, name), name, exact ? parseExact : undefined), name)
}

const expected = 'a recording of llama-stack: an object with request and response'

function toRecord(value: JsonValue, name: string): LlamaStackRecord {
  if (!isObject(value)) throw invalidRecording(name, `it is no object, and so not ${expected}.`, { expected })
  const { request, response, test_id: outer, id_normalization_mapping: mapping } = value
  if (!isObject(request))
    throw invalidRecording(name, `it has no request, and so is not ${expected}. Take it out of the folder.`, { expected })
  if (!isObject(response)) throw invalidRecording(name, `it has no response, and so is not ${expected}. Record it anew.`, { expected })
  const kind = kindOf(request)
  if (kind === undefined) {
    const keys = Object.keys(request).join(', ')
    const message = `its request has the keys ${keys}: neither an endpoint with a body, nor a payload, a tool_name or an api. Is it a recording of llama-stack?`
    throw invalidRecording(name, message, { expected })
  }
  const testId = outer === undefined ? request['test_id'] : outer
  return {
    kind,
    testId: testId === null || testId === undefined ? testId : textOf(testId),
    request,
    response,
    mapping: isObject(mapping) ? mapping : undefined,
  }
}

function kindOf(request: JsonObject): RecordKind | undefined {
  if ('tool_name' in request) return 'tool'
  if ('api' in request && 'file_id' in request) return 'file'
  if ('payload' in request) return 'http'
  return 'body' in request && ('endpoint' in request || 'url' in request) ? 'inference' : undefined
}

/** The name of the class of the SDK that a value was an object of, without its module; undefined for plain data. */
export function typeOf(value: JsonValue | undefined): string | undefined {
  if (!isObject(value) || !('__type__' in value) || !('__data__' in value)) return undefined
  return textOf(value['__type__'])
}
