import { expect, test } from 'vitest'
import { answer, type Question } from '../__fixtures__/cpython.ts'
import cases from '../__fixtures__/cpython.json' with { type: 'json' }

// What CPython 3.11 has answered; tools/interop/python asks it anew, and many more questions.
test.each((cases as (Question & object)[]).map((each) => [JSON.stringify(each).slice(0, 60), each] as const))(
  'as CPython: %s',
  (_, each) => {
    expect({ ...each, ...answer(each) }).toEqual(each)
  },
)
