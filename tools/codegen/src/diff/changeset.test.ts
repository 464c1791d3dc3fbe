import { expect, test } from 'vitest'
import type { Change } from './change.ts'
import { changesetLevel, changesetText } from './changeset.ts'

const change = (kind: Change['kind'], place: string, what = ''): Change => ({ kind, place, what, directions: ['received'] })
const about = { commit: 'f85dbe223d40', date: '2026-08-21', version: '0.3.0' }

test.each<[string, Change[], string, string]>([
  ['nothing', [], '1.0.0', 'none'],
  ['bounds', [change('bounds', 'A', 'x')], '1.0.0', 'patch'],
  ['an addition among bounds', [change('bounds', 'A', 'x'), change('added', 'A.b')], '1.0.0', 'minor'],
  ['a removal', [change('removed', 'A.b'), change('added', 'A.c')], '1.0.0', 'major'],
  ['a removal before 1.0', [change('removed', 'A.b')], '0.3.0', 'minor'],
])('%s at %s', (_, changes, version, level) => {
  expect(changesetLevel(changes, version)).toBe(level)
})

test('nothing has no text', () => {
  expect(changesetText([], about)).toBeUndefined()
})

test('is grouped for a reader: what breaks first, values of one place in one line, one key of many in another', () => {
  const changes = [
    ...['AEvent', 'BEvent', 'CEvent', 'DEvent'].map((event) => change('added', `${event}.obfuscation`)),
    change('widened', 'Models', '"gpt-a"'),
    change('widened', 'Models', '"gpt-b"'),
    change('removed', 'Response.user'),
    change('required', 'Response.id', 'new'),
    change('bounds', 'Request.stop', 'maxItems 4 -> 5'),
    change('added', 'POST /responses/compact'),
  ]
  expect(changesetText(changes, about)).toBe(`---
'@respool/openai': minor
---

OpenAI's specification of 2026-08-21 (f85dbe2).

**No longer as it was**

- \`Response.user\`: gone

**New**

- \`obfuscation\` of \`AEvent\`, \`BEvent\`, \`CEvent\`, \`DEvent\`: new
- \`Models\`: also \`"gpt-a", "gpt-b"\`
- \`Response.id\`: new and required
- \`POST /responses/compact\`: new

**Other bounds**

- \`Request.stop\`: \`maxItems 4 -> 5\`
`)
})
