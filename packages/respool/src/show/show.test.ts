import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { stringifyCassette, type Interaction } from '@respool/core'
import { cassetteOf, chatRequest, interactionOf, sseChunks, streamedCompletion, tempFolder } from '@respool/testkit'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { formatInteraction } from './format.ts'
import { shown } from './interaction.ts'
import { drawTimeline } from './draw.ts'
import { timelineOf } from './timeline.ts'
import { styleOf } from '../terminal/style.ts'

const run = promisify(execFile)

const chunks = sseChunks(streamedCompletion('Olá, tudo bem?', { usage: true }))
const delays = [300, 200, 20, 20, 400, ...chunks.slice(4).map(() => 1), 0]
const streamed = interactionOf({ id: 0, request: chatRequest({ stream: true, body: { temperature: 0 } }), chunks, delays })
const whole = interactionOf({ id: 7, request: chatRequest({ prompt: 'Again' }) })

async function cassette(...interactions: Interaction[]) {
  const folder = await tempFolder()
  await writeFile(folder.file('hi.yaml'), stringifyCassette(cassetteOf(...interactions)))
  return folder
}

describe('show', () => {
  test('is a conversation', async () => {
    await using folder = await cassette(streamed)
    const { code, out, err } = await call(['show', 'hi.yaml'], { cwd: folder.path })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatchInlineSnapshot(`
      "── 0  POST https://api.openai.com/v1/chat/completions ──────────────────────────
         chat completions, gpt-4o, streamed
         temperature: 0

      user
        Say hi in Portuguese

      ── 200 OK ──────────────────────────────────────────────────────────────────────
        Olá, tudo bem?

        stop; 8 tokens in, 3 out; 7 chunks, 2.0 kB; took 943 ms, 500 ms to the first
        chunk
      "
    `)
  })

  test('draws when chunks arrived', async () => {
    await using folder = await cassette(streamed)
    const { out } = await call(['show', 'hi.yaml', '--timeline'], { cwd: folder.path })
    expect(out).toMatchInlineSnapshot(`
      "── 0  POST https://api.openai.com/v1/chat/completions ──────────────────────────
         7 chunks, 2.0 kB in 943 ms
         head after 300 ms, first chunk after 500 ms, longest wait 400 ms (chunk 3)

                     0                       943 ms
             300 ms  ─────────○                               200 OK
        0    500 ms           ──────●                  343 B  role assistant
        1    520 ms                 ─●                 310 B  "Olá,"
        2    540 ms                  ─●                309 B  " tudo"
        3    940 ms                   ────────────●    309 B  " bem?"
        4    941 ms                               ●    295 B  stop
        5    942 ms                               ●    468 B  usage
        6    943 ms                               ●     14 B  [DONE]
             943 ms                               ■           complete
      "
    `)
  })

  test('says so where nobody recorded when they arrived', async () => {
    const { delays: _, ...response } = streamed.response
    const timeline = timelineOf({ id: '0', interaction: { ...streamed, response: { ...response, boundaries: 'derived' } } })
    const drawn = drawTimeline(timeline, { columns: 80, style: styleOf({ color: false }) })
    expect(drawn).toContain('When the chunks arrived was not recorded')
    expect(drawn).not.toContain(' ms')
  })

  test.each([
    ['one of them', ['--id', '7'], ['7']],
    ['two of them', ['--id', '0,7'], ['0', '7']],
    ['all of them', [], ['0', '7']],
  ])('chooses %s', async (_, args, want) => {
    await using folder = await cassette(streamed, whole)
    const { out } = await call(['show', 'hi.yaml', '--json', ...args], { cwd: folder.path })
    expect((JSON.parse(out) as { interactions: { id: string }[] }).interactions.map(({ id }) => id)).toEqual(want)
  })

  test('raw is the bytes of one answer', async () => {
    await using folder = await cassette(streamed, whole)
    const { out } = await call(['show', 'hi.yaml', '--raw', '-i', '0'], { cwd: folder.path })
    expect(out).toBe(Buffer.concat(chunks).toString('utf8'))
  })

  test.each([
    ['raw of more than one', ['hi.yaml', '--raw'], 'choose one by --id'],
    ['an id that there is not', ['hi.yaml', '--id', '3'], 'hi.yaml has no interaction 3. It has 0, 7.'],
    ['no cassette', [], 'Which cassette?'],
    ['a folder without one', ['.git'], 'nothing to read'],
  ])('refuses %s', async (_, args, want) => {
    await using folder = await cassette(streamed, whole)
    const { code, out, err } = await call(['show', ...args], { cwd: folder.path })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(want)
  })

  test('for git, it is the same whenever, wherever and on whatever it is asked', async () => {
    await using one = await cassette(streamed, whole)
    await using other = await cassette(streamed, whole)
    const first = await call(['show', '--git', 'hi.yaml'], { cwd: one.path })
    expect(first.out).toContain('Olá, tudo bem?')
    const again = await call(['show', '--git', other.file('hi.yaml')], { cwd: one.path, now: () => 0, columns: 120, color: true })
    expect(again).toEqual(first)
    expect(first.out).toMatch(/^ {2}stop; 8 tokens in, 3 out$/m)
  })

  test('for git, what cannot be read is shown as it stands', async () => {
    await using folder = await tempFolder()
    await writeFile(folder.file('hi.yaml'), '<<<<<<< HEAD\n')
    expect(await call(['show', '--git', 'hi.yaml'], { cwd: folder.path })).toEqual({ code: 0, out: '<<<<<<< HEAD\n', err: '' })
  })

  test('git diff shows conversations, set up as is printed', async () => {
    await using folder = await cassette(streamed)
    const git = (...args: string[]) =>
      run('git', args, { cwd: folder.path, env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } })
    const { out: setup } = await call(['show', '--git'])
    const [, key, command] = /^git config (diff\.respool\.textconv) "(.*)"$/m.exec(setup)!
    const main = fileURLToPath(new URL('../main.ts', import.meta.url))
    await git('init', '--quiet')
    // The sources in place of the installed package.
    await git('config', key!, command!.replace('npx respool', `"${process.execPath}" --conditions=@respool/source --no-warnings "${main}"`))
    await writeFile(folder.file('.gitattributes'), '*.yaml diff=respool\n')
    await git('add', '.')
    const changed = { ...streamed, request: chatRequest({ prompt: 'Say hi in Spanish', stream: true, body: { temperature: 0 } }) }
    await writeFile(folder.file('hi.yaml'), stringifyCassette(cassetteOf(changed)))
    const { stdout } = await git('diff')
    expect(stdout.split('\n').filter((line) => /^[-+] /.test(line))).toEqual(['-  Say hi in Portuguese', '+  Say hi in Spanish'])
  }, 60_000)
})

test('whatever was said stays in its columns, and commands no terminal', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(text, text, fc.integer({ min: 40, max: 100 }), fc.boolean(), (asked, answered, columns, color) => {
      const request = chatRequest({ prompt: asked })
      const placed = { id: '0', interaction: interactionOf({ request, chunks: sseChunks(streamedCompletion(answered)) }) }
      const page = { columns, style: styleOf({ color }) }
      for (const out of [formatInteraction(shown(placed), page), drawTimeline(timelineOf(placed), page)]) {
        expect(out.split('\n').filter((line) => stringWidth(line) > columns)).toEqual([])
        // eslint-disable-next-line no-control-regex
        expect(out.replaceAll(/\u001b\[\d+m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      }
    }),
    { numRuns: 50 },
  )
}, 60_000)
