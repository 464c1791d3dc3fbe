import { goVcr, type CassetteFormat } from '@respool/core'
import { llamaStack, pydanticAi, vcrpy } from '@respool/python-fixture-import'

/** Every format that respool reads; the first that knows a file's beginning has it. */
export const formats: readonly CassetteFormat[] = [goVcr, vcrpy(), pydanticAi(), llamaStack()]

/** Undefined for what is no cassette. */
export function formatOf(file: { readonly name: string; readonly bytes: Uint8Array }): CassetteFormat | undefined {
  return formats.find((format) => format.detect(file))
}
