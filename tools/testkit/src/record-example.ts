import { spawn } from 'node:child_process'
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseCassette, stringifyCassette } from '@respool/core'
import { completionBody, completionChunks } from './openai/completion.ts'
import { jsonOf } from './received.ts'
import type { Reply } from './reply.ts'
import { startServer } from './server.ts'
import { sseChunks } from './sse.ts'

export interface ExampleOptions {
  /** The example's program, which asks where `OPENAI_BASE_URL` says, and records where it has no cassette. */
  readonly program: URL
  /** Where its cassettes are: removed first, made anew by the program. */
  readonly cassettes: URL
  /** What the model says to a chat completion's body. */
  readonly reply: (body: Readonly<Record<string, unknown>>) => Reply
}

const origin = 'https://api.openai.com'

/** Records an example's cassettes anew: the test server speaks for the real API, whose URL they then hold. */
export async function recordExample({ program, cassettes, reply }: ExampleOptions): Promise<void> {
  const folder = fileURLToPath(cassettes)
  await rm(folder, { recursive: true, force: true })
  await using server = await startServer()
  server.script('/v1/chat/completions', async (stream, request) => {
    const body = jsonOf(request)
    const options = { model: String(body['model']), obfuscation: false }
    if (body['stream'] === true) {
      for (const chunk of sseChunks([...completionChunks(reply(body), options), '[DONE]'])) {
        await stream.chunk(chunk)
        // Or they would arrive as one.
        await sleep(15)
      }
    } else {
      await stream.head({ headers: { 'Content-Type': 'application/json' } })
      await stream.chunk(JSON.stringify(completionBody(reply(body), options)))
    }
    await stream.end()
  })
  await run(fileURLToPath(program), `${server.url}/v1`)
  for await (const name of glob('**/*.yaml', { cwd: folder })) {
    const file = join(folder, name)
    const { interactions, ...frame } = await parseCassette(await readFile(file))
    const moved = interactions.map((each) => ({ ...each, request: { ...each.request, url: each.request.url.replace(server.url, origin) } }))
    await writeFile(file, stringifyCassette({ ...frame, interactions: moved }))
  }
}

async function run(program: string, baseURL: string): Promise<void> {
  const { PATH = '' } = process.env
  const env = { PATH, OPENAI_BASE_URL: baseURL }
  const child = spawn(process.execPath, ['--conditions=@respool/source', program], { env, stdio: 'inherit' })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}.`)
}
