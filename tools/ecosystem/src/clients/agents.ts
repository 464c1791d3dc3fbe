import type { Fetch } from '@respool/fetch'
import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents'
import type { Session } from '../client.ts'
import { byFetch } from './by-fetch.ts'
import { openaiAt } from './openai.ts'

function session(runner: Runner): Session {
  const agent = (model: string) => new Agent({ name: 'Guide', model })
  return {
    ask: async (prompt, model) => String((await runner.run(agent(model), prompt)).finalOutput),
    async *stream(prompt, model) {
      const run = await runner.run(agent(model), prompt, { stream: true })
      yield* run.toTextStream()
    },
    async call(prompt, model) {
      let seen: unknown
      const lookOutside = tool({
        name: 'look_outside',
        description: 'What the weather is like.',
        strict: false,
        parameters: { type: 'object', properties: {}, required: [], additionalProperties: true },
        execute(given) {
          seen = given
          return 'rain'
        },
      })
      const guide = new Agent({ name: 'Guide', model, tools: [lookOutside] })
      const run = await runner.run(guide, prompt, { stream: true })
      await run.completed
      if (run.finalOutput !== 'The tool said: rain') throw new Error(`The loop ended with ${JSON.stringify(run.finalOutput)}`)
      return seen
    },
  }
}

function connect(url: string, fetch: Fetch | undefined, useResponses: boolean): Session {
  const modelProvider = new OpenAIProvider({ openAIClient: openaiAt(url, fetch && { fetch }), useResponses })
  // Traces go to api.openai.com, by the global fetch.
  return session(new Runner({ modelProvider, tracingDisabled: true }))
}

const packages = ['@openai/agents', 'openai']

export const agentsClients = [
  ...byFetch({ name: '@openai/agents, responses', packages, connect: (url, fetch) => connect(url, fetch, true) }),
  ...byFetch({ name: '@openai/agents, chat completions', packages, connect: (url, fetch) => connect(url, fetch, false) }),
]
