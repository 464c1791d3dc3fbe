import { recordExample } from '@respool/testkit'

await recordExample({
  program: new URL('ask.ts', import.meta.url),
  cassettes: new URL('__cassettes__/', import.meta.url),
  reply: () => ({ kind: 'text', text: 'Oi, tudo bem?' }),
})
