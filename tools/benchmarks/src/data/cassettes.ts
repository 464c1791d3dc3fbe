// What is opened, read and written: cassettes that are made here, the same in every run, and real ones where they lie beside the repository.
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { httpRequest, stringifyCassette, type Interaction } from '@respool/core'

const encoder = new TextEncoder()

/** Other projects' go-vcr cassettes; undefined, and said so, where they are not there. */
export function realCassettes(): string[] | undefined {
  const folder = fileURLToPath(new URL('../../../../../shared/corpus/go-vcr/', import.meta.url))
  if (!existsSync(folder)) {
    console.log(`\nskipped: there is no ${folder}`)
    return undefined
  }
  return yamlFilesIn(folder)
}

/** 1,500 of them, streamed, are 4 MB as respool records them; one emoji in all of it. */
export function completions(count: number, from = 0): Interaction[] {
  return Array.from({ length: count }, (_, index) => completion(from + index))
}

/** @returns the file's path */
export function writeLarge(folder: string, count: number): string {
  const file = join(folder, 'large.yaml')
  writeFileSync(file, stringifyCassette({ interactions: completions(count) }))
  return file
}

/** As a suite has them: ten interactions each, 27 kB. @returns their folder */
export function writeMany(folder: string, count: number): string {
  const many = join(folder, 'many')
  mkdirSync(many)
  for (let index = 0; index < count; index++) {
    const name = `cassette-${String(index).padStart(4, '0')}.yaml`
    writeFileSync(join(many, name), stringifyCassette({ interactions: completions(10, index * 10) }))
  }
  return many
}

/** Where there may be something written beside them. @returns the folder that they are in */
export function copies(files: readonly string[], folder: string): string {
  mkdirSync(folder)
  for (const [index, file] of files.entries()) copyFileSync(file, join(folder, `${String(index).padStart(4, '0')}.yaml`))
  return folder
}

/** A cassette, or all in a folder. */
export function yamlFilesIn(path: string): string[] {
  if (path.endsWith('.yaml')) return [path]
  const names = (readdirSync(path, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => join(path, name))
}

export const question = (index: number) =>
  httpRequest({
    method: 'POST',
    url: 'https://api.example.com/v1/chat/completions',
    headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json', 'User-Agent': 'OpenAI/JS 7.57.0' },
    body: JSON.stringify({ model: 'toy-1', messages: [{ role: 'user', content: `Question ${index}: ${'why is it so? '.repeat(15)}` }] }),
  })

function completion(index: number): Interaction {
  const words = [...'Because that is how it was recorded then'.split(' '), index === 700 ? '😀' : '.']
  const events = words.map(
    (word) =>
      `data: ${JSON.stringify({ id: `chatcmpl-${index}`, object: 'chat.completion.chunk', model: 'toy-1', choices: [{ index: 0, delta: { content: word }, finish_reason: null }] })}\n\n`,
  )
  const chunks = [...events, 'data: [DONE]\n\n'].map((event) => encoder.encode(event))
  return {
    id: index,
    request: question(index),
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'text/event-stream; charset=utf-8']],
      chunks,
      boundaries: 'recorded',
      delays: [300, ...chunks.map((_, at) => at / 10), 0],
      end: 'complete',
      recordedAt: '2026-11-21T09:30:00.000Z',
    },
  }
}
