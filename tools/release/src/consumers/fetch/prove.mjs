import { tape } from '../shared/tape.mjs'

const over = async (fetch, url, body) => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return { status: response.status, text: await response.text() }
}

export async function prove({ load, folder }) {
  const { createFetch, openRecorder, patchFetch } = await load('@respool/fetch')
  await tape(openRecorder, folder, {
    createFetch: (recorder, url, body) => over(createFetch(recorder), url, body),
    async patchFetch(recorder, url, body) {
      const patch = patchFetch({ recorder })
      try {
        return await over(globalThis.fetch, url, body)
      } finally {
        patch[Symbol.dispose]()
      }
    },
  })
}
