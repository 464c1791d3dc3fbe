import { expect, test } from 'vitest'
import type { Schema } from '../schema.ts'
import { withDiscriminators } from './discriminators.ts'

const tagged = (values: readonly string[], tag = 'type', required = [tag]): Schema => ({
  type: 'object',
  properties: { [tag]: values.length === 1 ? { const: values[0]! } : { enum: [...values] }, id: { type: 'string' } },
  required,
})
const reference = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const definitions = {
  A: tagged(['a']),
  B: tagged(['b', 'c']),
  AlsoA: tagged(['a']),
  AB: { anyOf: [reference('A'), reference('B')] },
  Role: { enum: ['x'] },
}

test.each<[string, Schema[], string | undefined]>([
  ['each has its own value', [reference('A'), reference('B')], 'type'],
  ['null is no member of these', [reference('A'), reference('B'), { type: 'null' }], 'type'],
  ['two have the same', [reference('A'), reference('AlsoA')], undefined],
  ['one has none', [reference('A'), { type: 'object', properties: {} }], undefined],
  ['one may leave it out', [reference('A'), tagged(['b'], 'type', ['id'])], undefined],
  ['a union among them that has the same tag', [reference('AB'), tagged(['d'])], 'type'],
  ['a union among them with a value of another', [reference('AB'), tagged(['c'])], undefined],
  [
    'a value behind a reference',
    [{ type: 'object', properties: { role: reference('Role') }, required: ['role'] }, tagged(['y'], 'role')],
    'role',
  ],
  ['one value and null', [reference('A'), { type: 'null' }], undefined],
  ['no objects', [{ type: 'string' }, { const: 'a' }], undefined],
])('%s', (_, anyOf, want) => {
  expect(withDiscriminators({ anyOf }, definitions).discriminator?.propertyName).toBe(want)
})

test('unions below are told apart, too', () => {
  const list = withDiscriminators({ type: 'array', items: { anyOf: [reference('A'), reference('B')] } }, definitions)
  expect(list.items?.discriminator).toEqual({ propertyName: 'type' })
})
