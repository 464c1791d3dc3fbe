import { invalidOption } from '../errors.ts'
import type { Nulls } from './nulls.ts'

/** How llama-stack's recordings are read. */
export interface LlamaStackOptions {
  /**
   * Whose recordings: the id of the test that made them, `tests/integration/inference/test_x.py::test_y[param]`. Recordings that belong to no test count too,
   * and lists of models that tests share (`/api/tags`, and `/v1/models` of a server without a path).
   * Without it a request that several tests have had answered in different ways has no answer.
   */
  readonly testId?: string
  /** A second folder (or file) of the same store, for what the first one lacks: llama-stack's own is `tests/integration/common/recordings`. */
  readonly fallback?: string
  /** What becomes of the nulls that the Python SDK has added. Default: `restore`, what the server sent. */
  readonly nulls?: Nulls
}

export interface LlamaStackRules {
  readonly testId: string | undefined
  readonly fallback: string | undefined
  readonly nulls: Nulls
}

const names = ['testId', 'fallback', 'nulls']
const nullRules: readonly Nulls[] = ['restore', 'keep', 'strip']

export function llamaStackRules(options: LlamaStackOptions): LlamaStackRules {
  const { testId, fallback, nulls = 'restore' } = options
  for (const [name, value] of Object.entries(options)) {
    if (names.includes(name)) continue
    throw invalidOption(
      `llamaStack.${name}`,
      value,
      names.join(', '),
      `${JSON.stringify(name)} is no option of llamaStack. There are: ${names.join(', ')}.`,
    )
  }
  for (const [name, value] of Object.entries({ testId, fallback })) {
    if (value === undefined || (typeof value === 'string' && value !== '')) continue
    throw invalidOption(
      `llamaStack.${name}`,
      value,
      'a text',
      `llamaStack's ${name} is ${JSON.stringify(value)}. It is a text, or left out.`,
    )
  }
  if (!nullRules.includes(nulls)) {
    const expected = nullRules.map((each) => `'${each}'`).join(', ')
    throw invalidOption('llamaStack.nulls', nulls, expected, `llamaStack's nulls is ${JSON.stringify(nulls)}. It is one of ${expected}.`)
  }
  return { testId, fallback: fallback?.replace(/\/$/, ''), nulls }
}
