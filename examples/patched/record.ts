import { recordExample } from '@respool/testkit'

await recordExample({
  program: new URL('main.ts', import.meta.url),
  cassettes: new URL('__cassettes__/', import.meta.url),
  reply: ({ messages }) => ({ kind: 'text', text: JSON.stringify(messages).includes('French') ? 'Salut, ça va ?' : 'Oi, tudo bem?' }),
})
