import type { CassetteFormat } from '@respool/core'
import { parseVcrpy } from './parse.ts'

/**
 * The cassettes of vcrpy and pytest-recording: YAML or JSON, version 1; those of LangChain's standard tests (`.yaml.gz`) too. They are only read;
 * `exportFixtures` writes them.
 *
 * Each interaction answers once, in order. vcrpy compares no bodies; respool does.
 *
 * @see https://vcrpy.readthedocs.io
 * @example
 * ```ts
 * const recorder = await openRecorder('tests/cassettes/test_chat/test_stream.yaml', { mode: 'replay', format: vcrpy() })
 * ```
 */
export function vcrpy(): CassetteFormat {
  return { name: 'vcrpy', detect: (file) => isVcrpy(file.bytes) && !hasParsedBody(file.bytes), parse: parseVcrpy }
}

/**
 * The cassettes of pydantic-ai's tests: vcrpy's, with JSON bodies as data (`parsed_body`). What is recorded of WebSockets and gRPC is kept and not
 * played.
 *
 * @example
 * ```ts
 * const recorder = await openRecorder('tests/models/cassettes/test_openai/test_hi.yaml', { mode: 'replay', format: pydanticAi() })
 * ```
 */
export function pydanticAi(): CassetteFormat {
  return { name: 'pydantic-ai', detect: (file) => isVcrpy(file.bytes) && hasParsedBody(file.bytes), parse: parseVcrpy }
}

function isVcrpy(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true
  const beginning = new TextDecoder().decode(bytes.subarray(0, 2000))
  // YAML's keys are sorted, so interactions come first; the JSON of vcrpy begins with its version, and go-vcr's has another one.
  return /^(?:\s|---|#[^\n]*\n)*(?:interactions|requests):/.test(beginning) || isSorted(beginning) || isJson(beginning)
}

/** Of a person's hand, with the version on top, as go-vcr has it, which calls the address of a request otherwise. */
function isSorted(beginning: string): boolean {
  return /^(?:\s|---|#[^\n]*\n)*version: 1\s+interactions:/.test(beginning) && /\buri:/.test(beginning)
}

function isJson(beginning: string): boolean {
  return /^\s*\{\s*(?:"version"\s*:\s*1\s*,\s*)?"interactions"\s*:\s*\[/.test(beginning) && /"uri"\s*:|\[\s*\]/.test(beginning)
}

function hasParsedBody(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return file.includes('parsed_body:') || file.includes('request_sample:') || file.includes('\n- kind:') || file.includes('- direction:')
}
