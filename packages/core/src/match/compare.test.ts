import { expect, test } from 'vitest'
import { httpRequest } from '../model/interaction.ts'
import { nearestRequests, requestMeaning } from './compare.ts'

const post = (body: string, url = 'https://api.openai.com/v1/responses') => httpRequest({ method: 'POST', url, body })

test.each([
  ['the order of keys', post('{"a":1,"b":2}'), post('{"b":2,"a":1}'), true],
  ['the form of a number', post('{"a":1}'), post('{"a":1.0}'), true],
  ['another value', post('{"a":1}'), post('{"a":2}'), false],
  ['another host', post('{}'), post('{}', 'https://openrouter.ai/v1/responses'), false],
])('%s', (_, a, b, same) => {
  expect(requestMeaning(a) === requestMeaning(b)).toBe(same)
})

test('a host counts unless it is told not to', () => {
  const there = post('{}', 'https://openrouter.ai/v1/responses')
  expect(requestMeaning(there, { origin: false })).toBe(requestMeaning(post('{}'), { origin: false }))
})

test('the nearest come first, with what they differ in', () => {
  const among = [post('{"model":"b","input":"Hi"}'), post('{"model":"a","input":"Hi there"}'), post('{"model":"a","input":"Hi"}')]
  const found = nearestRequests(post('{"model":"a","input":"Hi!"}'), among)
  expect(found.map(({ position }) => position)).toEqual([2, 1, 0])
  expect(found[0]?.differences).toEqual([{ place: 'body /input', recorded: '"Hi"', live: '"Hi!"' }])
})
