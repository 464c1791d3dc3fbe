import { expect, test } from 'vitest'
import { explainedIn } from './explained.ts'

const explanation = 'respool … The nearest is interaction 1 (POST /); they differ in body /a: recorded "b", asked "Something else".'
const circle: { self?: unknown } = {}
circle.self = circle

test.each([
  ['in the message', new Error(`400 ${explanation}`), 'message'],
  [
    'in a body below the error',
    Object.assign(new Error('400'), { response: { data: { error: { message: explanation } } } }),
    'response.data.error.message',
  ],
  ['in the message and below it: the message', Object.assign(new Error(explanation), { body: explanation }), 'message'],
  ['in its cause, which is not enumerable', new Error('Connection error.', { cause: new Error(explanation) }), 'cause.message'],
  ['nowhere', new Error('Request failed with status code 400'), undefined],
  ['nowhere, in a circle', circle, undefined],
  ['in nothing that was thrown', undefined, undefined],
])('the explanation stands %s', (_, thrown, want) => expect(explainedIn(thrown)).toBe(want))
