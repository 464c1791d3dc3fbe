import { createFetch } from '@respool/fetch'
import { test, type Recorder } from '@respool/vitest'
import { respoolReporter } from '@respool/vitest/reporter'
import type { Reporter } from 'vitest/node'

export const reporter: Reporter = respoolReporter({ report: 'respool-report.json' })

test('says hi', async ({ recorder, expect }) => {
  const own: Recorder = recorder
  const response = await createFetch(own)('https://api.openai.com/v1/models')
  expect(response.status).toBe(200)
})

// @ts-expect-error: a misspelt mode
test.override('respool', { mode: 'onse' })
