import type OpenAI from 'openai'
import { call, tools } from './tools.ts'

/** Asks, does what the model wants done, tells it what came of it, and so on until it answers. */
export async function ask(openai: OpenAI, question: string): Promise<string> {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: question }]
  for (let turn = 1; turn <= 5; turn++) {
    const completion = await openai.chat.completions.stream({ model: 'gpt-4o', messages, tools }).finalChatCompletion()
    const { message } = completion.choices[0]!
    messages.push(message)
    if (!message.tool_calls) return message.content ?? ''
    for (const each of message.tool_calls) {
      if (each.type !== 'function') continue
      const result = call(each.function.name, each.function.arguments)
      console.log(`turn ${turn}: ${each.function.name}(${each.function.arguments}) = ${result}`)
      messages.push({ role: 'tool', tool_call_id: each.id, content: result })
    }
  }
  throw new Error('The model goes on and on.')
}
