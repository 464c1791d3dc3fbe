import { memoryStore, type OpenRecorder } from '@respool/core'
import { openRecorder } from '@respool/fetch'
import { failureOf, same, type Check } from './check.ts'

const store = memoryStore()

/** Cassettes in memory, for a runtime without files. */
export const open: OpenRecorder = (name, options) => openRecorder(name, { ...options, store })

export const memoryChecks: readonly Check[] = [
  {
    what: 'cassettes in a `store`, a path being a clear error',
    async prove() {
      const error = await failureOf('openRecorder(path)', openRecorder('__cassettes__/hi.yaml'))
      same('The error', [error.code, error.message.includes('memoryStore()')], ['invalid-option', true])
    },
  },
]
