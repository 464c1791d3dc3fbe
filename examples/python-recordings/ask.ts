import { createFetch, openRecorder } from '@respool/fetch'
import { greet } from './greet.ts'

const recorder = await openRecorder(new URL('__cassettes__/hi.yaml', import.meta.url))
console.log(await greet(createFetch(recorder)))
await recorder.close()
