import { expect, test } from 'vitest'
import { httpRequest, type HttpRequestInit } from '../../model/interaction.ts'
import { formOf } from './form.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }

test.each<[why: string, request: HttpRequestInit, want: Record<string, string[]> | undefined]>([
  ['no query, no form', { url: 'http://a/b' }, undefined],
  ['a query', { url: 'http://a/b?x=1&y=2&x=3#z=4' }, { x: ['1', '3'], y: ['2'] }],
  ['a query that is empty', { url: 'http://a/b?' }, undefined],
  ['names without a value, values without a name', { url: 'http://a/b?x&=1&&' }, { x: [''], '': ['1'] }],
  ['escapes and plus signs', { url: 'http://a/b?a%20b=c+d%2Be&u=%F0%9F%98%80' }, { 'a b': ['c d+e'], u: ['😀'] }],
  ['bytes that are no UTF-8', { url: 'http://a/b?x=%ff' }, { x: ['\udcff'] }],
  ['what Go leaves out', { url: 'http://a/b?x=%zz&y=1;2&z=%4' }, undefined],
  ['a form, before the query', { url: 'http://a/b?x=1', method: 'POST', headers: form, body: 'x=2&y=3' }, { x: ['2', '1'], y: ['3'] }],
  ['a form that Go does not look at', { url: 'http://a/b', method: 'DELETE', headers: form, body: 'x=2' }, undefined],
  ['JSON', { url: 'http://a/b', method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"x=":1}' }, undefined],
])('the form of %s', (_, request, want) => {
  const found = formOf(httpRequest(request))
  expect(found && Object.fromEntries(found)).toEqual(want)
})
