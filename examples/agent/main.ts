import { createFetch, openRecorder } from '@respool/fetch'
import OpenAI from 'openai'
import { ask } from './agent.ts'

const recorder = await openRecorder(new URL('__cassettes__/agent.yaml', import.meta.url))
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'replay', fetch: createFetch(recorder) })

console.log(await ask(openai, 'How warm is it in Lisbon, in Fahrenheit?'))

const { replayed, recorded, network } = await recorder.close()
console.log(`${recorded} turns recorded, ${replayed} replayed, ${network} requests to the network`)
