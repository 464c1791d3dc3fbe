import { answer, type Question } from '../../../../packages/python-fixture-import/src/__fixtures__/cpython.ts'
import { pythonRepr } from '../../../../packages/python-fixture-import/src/python/repr.ts'
import { parseExact } from '../../../../packages/python-fixture-import/src/json/exact.ts'
import { parseLiteral } from '../../../../packages/python-fixture-import/src/python/literal.ts'
import { samples } from '../samples.ts'
import { finding, type Finding } from '../proof.ts'
import type { PythonProof, PythonWorkshop } from './index.ts'

/** Numbers, JSON and normalised bodies, which the names of recordings are made of. */
export const cpython: PythonProof = { name: 'Writing as CPython does', prove }

async function prove({ python }: PythonWorkshop): Promise<readonly Finding[]> {
  const numbers = finding('numbers: repr, round(x, 5), "%.5f"')
  const texts = finding('JSON and normalised bodies')
  const questions = [...numberQuestions(20_000), ...textQuestions(2_000)]
  const answers = await python.run('vectors.py', [], questions)
  for (const [index, question] of questions.entries()) {
    const want = JSON.stringify(answers[index])
    const got = JSON.stringify({ ...question, ...answer(question) })
    ;('number' in question ? numbers : texts).check(JSON.stringify(question), got === want ? undefined : `${got} in place of ${want}`)
  }
  const literals = finding("what respool writes as Python's repr is read as the same")
  for (const { name, bytes } of samples) {
    const value = parseExact(JSON.stringify({ error: { message: new TextDecoder().decode(bytes), param: null, ok: [true, 1.5] } }))
    literals.check(name, JSON.stringify(parseLiteral(pythonRepr(value))) === JSON.stringify(value) ? undefined : 'another value')
  }
  return [numbers.result(), texts.result(), literals.result()]
}

/** The same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function numberQuestions(count: number): Question[] {
  const random = generator(1)
  return Array.from({ length: count }, (_, index) => {
    const value = (random() - 0.5) * 10 ** Math.trunc(random() * 40 - 20)
    // Every other one is a tie, or nearly.
    return { number: toHex(index % 2 === 0 ? value : Math.round(random() * 1e9) / 64) }
  })
}

function textQuestions(count: number): Question[] {
  const random = generator(2)
  const words = [
    'score: 0.75',
    ', attributes: {a}',
    'document_id: 01234567-89ab-cdef-0123-456789abcdef',
    '3.14159265',
    'é',
    '😀',
    '\u2028',
    '"',
    '\\',
    '\x7f',
    ' ',
    '-0.00001',
    '１.２３４５',
  ]
  const text = (): string =>
    Array.from({ length: 1 + random() * 6 }, () => words[Math.trunc(random() * words.length)]!).join(random() < 0.5 ? '' : ' ')
  return Array.from({ length: count }, (_, index) => {
    const value = {
      [text()]: text(),
      list: [{ extra_body: { project_id: text(), top_p: random() } }, random() * 1e-5],
      temperature: 0.5,
      extra_body: { project_id: 'x' },
    }
    const json = JSON.stringify(value).replace('"temperature":0.5', '"temperature":0.0')
    return index % 2 === 0 ? { json } : { body: json }
  })
}

/** As Python's float.hex. */
function toHex(value: number): string {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const high = bits.getUint32(0)
  const exponent = (high >>> 20) & 0x7ff
  const fraction = (high & 0xfffff).toString(16).padStart(5, '0') + bits.getUint32(4).toString(16).padStart(8, '0')
  const sign = high >>> 31 === 1 ? '-' : ''
  const power = exponent === 0 ? (value === 0 ? 0 : -1022) : exponent - 1023
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`
}
