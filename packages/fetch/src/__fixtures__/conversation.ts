import type OpenAI from 'openai'

/** What both the recording and its replays do: every kind of call, and the text that came of each. */
export async function conversation(openai: OpenAI): Promise<string[]> {
  const messages = [{ role: 'user' as const, content: 'Say hi in Portuguese 👋' }]
  const whole = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  let streamed = ''
  for await (const chunk of await openai.chat.completions.create({ model: 'test-crlf', messages, stream: true })) {
    streamed += chunk.choices[0]?.delta.content ?? ''
  }
  let response = ''
  for await (const event of await openai.responses.create({ model: 'gpt-4o', input: 'Say bye', stream: true })) {
    if (event.type === 'response.output_text.delta') response += event.delta
  }
  const { data } = await openai.embeddings.create({ model: 'text-embedding-3-small', input: 'hi', dimensions: 4 })
  const speech = await openai.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'hi' })
  return [whole.choices[0]!.message.content!, streamed, response, data[0]!.embedding.join(), String((await speech.arrayBuffer()).byteLength)]
}
