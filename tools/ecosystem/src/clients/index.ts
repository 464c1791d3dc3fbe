import type { AnyClient } from '../client.ts'
import { agentsClients } from './agents.ts'
import { aiSdkClients } from './ai-sdk.ts'
import { anthropicClients } from './anthropic.ts'
import { fetchLibraryClients } from './fetch-libraries.ts'
import { googleClients } from './google.ts'
import { langchainClients } from './langchain.ts'
import { mistralClients } from './mistral.ts'
import { nodeHttpClients } from './node-http-libraries.ts'
import { ollamaClients } from './ollama.ts'
import { openaiClients } from './openai.ts'
import { undiciClients } from './undici.ts'

/** In the order of the table. */
export const clients: readonly AnyClient[] = [
  ...openaiClients,
  ...aiSdkClients,
  ...langchainClients,
  ...agentsClients,
  ...anthropicClients,
  ...googleClients,
  ...ollamaClients,
  ...mistralClients,
  ...fetchLibraryClients,
  ...undiciClients,
  ...nodeHttpClients,
]
