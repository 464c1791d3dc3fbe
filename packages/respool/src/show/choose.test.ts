import { interactionOf } from '@respool/testkit'
import { expect, test } from 'vitest'
import type { LoadedCassette } from '../cassettes/load.ts'
import { choose } from './choose.ts'

const placed = ['3', '30', 'a1b2c3', 'a1b2d4', 'ffff00'].map((id) => ({ id, interaction: interactionOf() }))
const cassette: LoadedCassette = {
  kind: 'cassette',
  name: 'hi.yaml',
  format: 'go-vcr',
  interactions: placed,
  warnings: [],
  bytes: 0,
  modified: 0,
  paths: [],
}

test.each<[string, string[] | undefined, string[]]>([
  ['all where none is named', undefined, ['3', '30', 'a1b2c3', 'a1b2d4', 'ffff00']],
  ['the one of this id, not one that begins with it', ['3'], ['3']],
  ['in the order of the cassette, each once', ['ffff00', '3', '3'], ['3', 'ffff00']],
  ['by the beginning of a long one', ['ffff'], ['ffff00']],
])('%s', (_, ids, want) => {
  expect(choose(cassette, ids).map(({ id }) => id)).toEqual(want)
})

test.each([
  ['there is none', ['4'], 'hi.yaml has no interaction 4. It has 3, 30, a1b2c3, a1b2d4, ffff00.'],
  ['a beginning is too short', ['fff'], 'hi.yaml has no interaction fff.'],
  ['two begin like that', ['a1b2'], 'hi.yaml has 2 interactions that begin with a1b2: a1b2c3, a1b2d4.'],
])('an error where %s', (_, ids, want) => {
  expect(() => choose(cassette, ids)).toThrow(want)
})
