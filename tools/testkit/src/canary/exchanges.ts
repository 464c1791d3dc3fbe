import { jsonAnswer, streamAnswer, type Answer } from '../answer.ts'
import { sseChunks, sseEvent } from '../sse.ts'
import type { Secrets } from './secrets.ts'

/** One request that holds secrets, and an answer that may. */
export interface Exchange {
  readonly name: string
  /** Path and query. */
  readonly path: (secrets: Secrets) => string
  readonly headers?: (secrets: Secrets) => Readonly<Record<string, string>>
  /** Sent as JSON, in any order of keys, or as it is. @param previous the text of the answer before */
  readonly body?: (secrets: Secrets, previous: string) => object | string | FormData | URLSearchParams
  readonly answer: (secrets: Secrets) => Answer
  /** Why it cannot be stored: the place of the secret that comes in pieces. */
  readonly refused?: string
}

const ok = () => jsonAnswer({ ok: true })
const prompt = (content: string) => ({ model: 'canary', messages: [{ role: 'user', content }], temperature: 0 })
const pieces = (text: string) => text.match(/[^]{1,6}/g) ?? []
const chat = (delta: object) => ({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: null }] })
const stream = (...events: readonly object[]) => streamAnswer('text/event-stream', sseChunks([...events, '[DONE]']))

/** Cut in the middle of a text, so that it lies across two chunks. */
function cutInside(bytes: Uint8Array, text: string): Uint8Array[] {
  const middle = Buffer.from(bytes).indexOf(text) + Math.floor(text.length / 2)
  return [bytes.subarray(0, middle), bytes.subarray(middle)]
}

const inRequests: readonly Exchange[] = [
  {
    name: 'request headers',
    path: () => '/canary/headers',
    headers: (secrets) => ({
      Authorization: `Bearer ${secrets.openaiInHeader}`,
      'x-api-key': secrets.anthropicInHeader,
      'api-key': secrets.azureInHeader,
      Cookie: `session=${secrets.cookie}`,
      'OpenAI-Organization': secrets.organization,
      'Proxy-Authorization': `Basic ${btoa(`ana:${secrets.proxyPassword}`)}`,
      'Idempotency-Key': `stainless-node-retry-${secrets.githubInKeptHeader}`,
      'User-Agent': `canary/1 (${secrets.envInKeptHeader})`,
    }),
    body: () => prompt('hi'),
    answer: ok,
  },
  {
    name: 'query',
    path: (secrets) =>
      `/canary/query?key=${secrets.googleInQuery}&api_key=${secrets.keyInQuery}&sig=${encodeURIComponent(secrets.sharedAccessSignature)}&access_token=${secrets.accessTokenInQuery}&n=1`,
    answer: ok,
  },
  { name: 'path', path: (secrets) => `/canary/path/${secrets.huggingfaceInPath}/end`, body: () => prompt('hi'), answer: ok },
  {
    name: 'JSON by name',
    path: () => '/canary/names',
    body: (secrets) => ({
      ...prompt('hi'),
      password: secrets.password,
      nested: [{ client_secret: secrets.clientSecret }],
      tool: { arguments: JSON.stringify({ max_tokens: 1, refresh_token: secrets.refreshToken }) },
    }),
    answer: ok,
  },
  {
    name: 'JSON by shape',
    path: () => '/canary/shapes',
    body: (secrets) =>
      prompt(
        [
          `my key is\n${secrets.openaiInPrompt}`,
          `id ${secrets.awsId} secret ${secrets.awsSecret} end`,
          `jwt ${secrets.jwt} pem ${secrets.pem} end`,
          `slack ${secrets.slack} and https://ana:${secrets.urlPassword}@host.example/x`,
          `Basic ${btoa(`ana:${secrets.basicPassword}`)} end`,
          `AccountName=a;AccountKey=${secrets.storageKey};EndpointSuffix=b`,
        ].join('\n'),
      ),
    answer: ok,
  },
  {
    name: 'JSON by environment',
    path: () => '/canary/environment',
    body: (secrets) =>
      prompt(
        `plain ${secrets.envPlain} end, code ${btoa(`x:${secrets.envInBase64}`)} end, url https://host.example/?q=${encodeURIComponent(secrets.envInUrl)}&n=1`,
      ),
    answer: ok,
  },
  {
    name: 'form',
    path: () => '/canary/form',
    body: (secrets) =>
      new URLSearchParams({ grant_type: 'x', client_secret: secrets.secretInForm, password: secrets.passwordInForm, n: '1' }),
    answer: (secrets) => jsonAnswer({ access_token: secrets.accessTokenInAnswer, token_type: 'Bearer' }),
  },
  {
    name: 'multipart',
    path: () => '/canary/multipart',
    body: (secrets) => {
      const form = new FormData()
      form.append('purpose', 'canary')
      form.append('api_key', secrets.keyInMultipart)
      form.append('file', new File([`see ${secrets.githubInFile} there`], 'notes.txt', { type: 'text/plain' }))
      return form
    },
    answer: ok,
  },
]

const inAnswers: readonly Exchange[] = [
  {
    name: 'a first turn',
    path: () => '/canary/turns',
    body: (secrets) => prompt(`remember ${secrets.xaiInTurns} for me`),
    answer: (secrets) => jsonAnswer({ content: `I remember ${secrets.xaiInTurns} well` }),
  },
  {
    name: 'a second turn, which echoes the first',
    path: () => '/canary/turns',
    body: (secrets, previous) => ({
      model: 'canary',
      messages: [
        { role: 'user', content: `remember ${secrets.xaiInTurns} for me` },
        { role: 'assistant', content: (JSON.parse(previous) as { content: string }).content },
        { role: 'user', content: 'and?' },
      ],
    }),
    answer: ok,
  },
  {
    name: 'one event',
    path: () => '/canary/event',
    body: () => prompt('hi'),
    answer: (secrets) => stream(chat({ content: `here: ${secrets.openrouterInEvent} ` }), chat({ content: 'ok' })),
  },
  {
    name: 'two chunks',
    path: () => '/canary/chunks',
    body: () => prompt('hi'),
    answer: (secrets) => {
      const [first, second] = [secrets.groqOverChunks, secrets.envOverChunks].map((secret) =>
        cutInside(Buffer.from(sseEvent(chat({ content: `a ${secret} b` }))), secret),
      )
      return streamAnswer('text/event-stream', [...first!, ...second!, Buffer.from('data: [DONE]\n\n')])
    },
  },
  {
    name: 'response headers',
    path: () => '/canary/answer-headers',
    answer: (secrets) =>
      jsonAnswer(
        { ok: true },
        {
          headers: [
            ['Set-Cookie', `session=${secrets.setCookie}`],
            ['Location', `https://host.example/next?access_token=${secrets.tokenInLocation}&key=${secrets.googleInLocation}`],
            ['openai-organization', secrets.organization],
          ],
        },
      ),
  },
]

const inPieces: readonly Exchange[] = [
  {
    name: 'chat deltas',
    path: () => '/canary/pieces/chat',
    body: () => prompt('hi'),
    answer: (secrets) => stream(...pieces(`it is ${secrets.openaiOverDeltas}.`).map((content) => chat({ content }))),
    refused: 'response body /choices/0/delta/content',
  },
  {
    name: 'the arguments of a tool call',
    path: () => '/canary/pieces/arguments',
    body: () => prompt('hi'),
    answer: (secrets) =>
      stream(
        ...pieces(JSON.stringify({ api_key: secrets.keyOverArguments })).map((args) =>
          chat({ tool_calls: [{ index: 0, function: { arguments: args } }] }),
        ),
      ),
    refused: 'response body /choices/0/delta/tool_calls/0/function/arguments',
  },
  {
    name: "a response's text",
    path: () => '/canary/pieces/response',
    body: () => prompt('hi'),
    answer: (secrets) =>
      stream(
        ...pieces(secrets.envOverDeltas).map((delta) => ({
          type: 'response.output_text.delta',
          item_id: 'msg_1',
          content_index: 0,
          delta,
        })),
      ),
    refused: 'response body /delta',
  },
  {
    name: 'the blocks of Anthropic',
    path: () => '/canary/pieces/blocks',
    body: () => prompt('hi'),
    answer: (secrets) =>
      stream(
        ...pieces(secrets.anthropicOverDeltas).map((text) => ({
          type: 'content_block_delta',
          index: 0,
          delta: { type: 'text_delta', text },
        })),
      ),
    refused: 'response body /delta/text',
  },
]

export const exchanges: readonly Exchange[] = [...inRequests, ...inAnswers, ...inPieces]
