import { readFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { accumulate, readExchange } from '@respool/openai'
import { CreateChatCompletionStreamResponseSchema } from '@respool/openai/zod'

const file = new URL('__cassettes__/hi.yaml', import.meta.url)
const { interactions } = await parseCassette(await readFile(file))

for (const interaction of interactions) {
  const exchange = readExchange(interaction)
  if (exchange?.operation !== 'POST /chat/completions' || exchange.answer.kind !== 'stream') continue

  // From here on everything has the types of OpenAI's specification.
  const chunks = exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : []))
  for (const chunk of chunks) {
    const [choice] = chunk.choices
    console.log(choice?.finish_reason ?? JSON.stringify(choice?.delta.content))
  }
  console.log(`as one: ${accumulate(chunks)?.choices[0]?.message.content}`)

  // Types say what ought to be there; a schema says whether it is.
  const wrong = chunks.filter((chunk) => !CreateChatCompletionStreamResponseSchema.safeParse(chunk).success)
  console.log(`${chunks.length} chunks, ${wrong.length} of them not as specified`)
}
