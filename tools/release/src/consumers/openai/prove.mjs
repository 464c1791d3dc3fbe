import assert from 'node:assert/strict'

const chunk = (content) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'gpt-4o',
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
})
const body = `${['Ol', 'á'].map((content) => `data: ${JSON.stringify(chunk(content))}\n\n`).join('')}data: [DONE]\n\n`
const cassette = `---
version: 2
interactions:
    - id: 0
      request:
        method: POST
        url: https://api.openai.com/v1/chat/completions
        body: '{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hi"}]}'
        headers:
            Content-Type:
                - application/json
      response:
        status: 200 OK
        code: 200
        headers:
            Content-Type:
                - text/event-stream
        body: ${JSON.stringify(body)}
`

export async function prove({ load }) {
  const { parseCassette } = await load('@respool/core')
  const { accumulate, checkInteraction, readExchange } = await load('@respool/openai')
  const [interaction] = (await parseCassette(cassette)).interactions
  const { operation, answer } = readExchange(interaction)
  assert.equal(operation, 'POST /chat/completions')
  const chunks = answer.chunks.flatMap((each) => (each.kind === 'json' ? [each.value] : []))
  assert.equal(accumulate(chunks).choices[0].message.content, 'Olá')
  assert.deepEqual(checkInteraction(interaction).departures, [])

  const { CreateChatCompletionStreamResponseSchema: schema } = await load('@respool/openai/zod')
  assert.equal(schema.safeParse(chunk('á')).success, true)
  assert.equal(schema.safeParse({ ...chunk('á'), choices: 'none' }).success, false)
}
