import type { CassetteFormat } from '../../model/format.ts'
import { parseGoVcr } from './parse.ts'
import { stringifyGoVcr } from './stringify.ts'

/**
 * The cassettes of go-vcr 3 and 4, which Go suites can replay.
 *
 * @see https://github.com/dnaeon/go-vcr
 */
export const goVcr: CassetteFormat = {
  name: 'go-vcr',
  detect({ bytes }) {
    // go-vcr writes the version first; Python's VCR, whose cassettes look alike, writes it last.
    const beginning = new TextDecoder().decode(bytes.subarray(0, 2000))
    return (
      /^(?:\s|---|%[^\n]*|#[^\n]*)*[{\s]*["']?version["']?\s*:\s*["']?\d/.test(beginning) &&
      /["'\n,{ ]interactions["']?\s*:/.test(beginning)
    )
  },
  parse: parseGoVcr,
  stringify: (cassette) => stringifyGoVcr(cassette, { safe: true }),
}
