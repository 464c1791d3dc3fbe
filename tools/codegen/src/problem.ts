/** What is wrong with a spec, where, and what to do about it. Nothing has been written when one is thrown. */
export class CodegenProblem extends Error {
  override readonly name = 'CodegenProblem'
  /** The JSON Pointer of the place, as a fragment: `#/components/schemas/Item`. */
  readonly pointer: string

  constructor(pointer: string, what: string, advice: string) {
    super(`${pointer}: ${what}\n${advice}`)
    this.pointer = pointer
  }
}

/** The pointer one step further down. */
export function below(pointer: string, ...steps: readonly (string | number)[]): string {
  return pointer + steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
