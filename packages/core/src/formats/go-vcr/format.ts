import { RespoolError } from '../../model/errors.ts'
import type { CassetteFormat } from '../../model/format.ts'
import { layoutNames, layoutOf, type GoVcrLayout } from './layout.ts'
import { parseGoVcr } from './parse.ts'
import { stringifyGoVcr } from './stringify.ts'

/** How go-vcr's format writes. */
export interface GoVcrOptions {
  /** Of new files; an existing one keeps its own. Default `compact`. */
  readonly layout?: GoVcrLayout
}

/**
 * The cassettes of go-vcr, which Go suites can replay, with a layout of your choice for new files.
 *
 * @throws RespoolError `invalid-option` for a layout that there is not
 * @see https://github.com/dnaeon/go-vcr
 * @example
 * ```ts
 * const recorder = await openRecorder('testdata/hi.yaml', { format: goVcrFormat({ layout: 'stock' }) })
 * ```
 */
export function goVcrFormat({ layout = 'compact' }: GoVcrOptions = {}): CassetteFormat {
  if (!layoutNames.includes(layout)) {
    const expected = `one of ${layoutNames.join(', ')}`
    throw new RespoolError('invalid-option', `There is no layout ${JSON.stringify(layout)}: \`layout\` is ${expected}.`, {
      option: 'layout',
      value: layout,
      expected,
    })
  }
  return { name: 'go-vcr', detect, parse: parseGoVcr, stringify: (cassette) => stringifyGoVcr(cassette, { layout: layoutOf(layout) }) }
}

/** The cassettes of go-vcr; new files are in its compact layout. */
export const goVcr: CassetteFormat = /* @__PURE__ */ goVcrFormat()

function detect({ bytes }: { readonly bytes: Uint8Array }): boolean {
  // go-vcr writes the version first; Python's VCR, whose cassettes look alike, writes it last.
  const beginning = new TextDecoder().decode(bytes.subarray(0, 2000))
  return (
    /^(?:\s|---|%[^\n]*|#[^\n]*)*[{\s]*["']?version["']?\s*:\s*["']?\d/.test(beginning) && /["'\n,{ ]interactions["']?\s*:/.test(beginning)
  )
}
