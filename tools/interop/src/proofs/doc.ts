import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { goVcr } from '@respool/core'
import { cassetteOf, chatRequest, interactionOf, sseChunks, streamedCompletion } from '@respool/testkit'
import { documentedGo } from '../doc.ts'
import { attempt, finding, type Finding, type Proof, type Workshop } from '../proof.ts'
import { run } from '../process.ts'
import { goEnvironment, goFolder } from '../toolchain.ts'

/** The Go code of docs/guides/go.md builds and runs. */
export const doc: Proof = { name: 'docs/guides/go.md', prove }

/** Its functions; a test compares them with those of the Go programs. */
export const matcher = ['sameRequest', 'sameJSON', 'decodeJSON'] as const

async function prove({ folder }: Workshop): Promise<readonly Finding[]> {
  const builds = finding(
    'its Go code builds as it stands there, its test passes with a cassette of respool, and `compact` writes respool’s layout',
  )
  builds.check('go test', await attempt(async () => testBlocks(await documentedGo(), folder.file('documented'))))
  return [builds.result()]
}

/** Each block is a file of one package, as a reader would put it there. */
async function testBlocks(blocks: readonly string[], module: string): Promise<string | undefined> {
  await mkdir(join(module, 'testdata'), { recursive: true })
  const requirements = await readFile(join(goFolder, 'v4.0.7', 'go.mod'), 'utf8')
  await writeFile(join(module, 'go.mod'), requirements.replaceAll(/^.*interop\/protocol.*\n/gm, ''))
  await cp(join(goFolder, 'v4.0.7', 'go.sum'), join(module, 'go.sum'))
  for (const [index, block] of blocks.entries()) await writeFile(join(module, `block${index}_test.go`), block)
  const hi = interactionOf({ request: chatRequest(), chunks: sseChunks(streamedCompletion('Olá!')) })
  await writeFile(join(module, 'testdata', 'hi.yaml'), goVcr.stringify!(cassetteOf(hi)))
  // Without keys of respool's, which Go would drop.
  const plain = interactionOf({ request: chatRequest(), chunks: sseChunks(streamedCompletion('Olá!')), boundaries: 'derived' })
  await writeFile(join(module, 'testdata', 'compact.yaml'), goVcr.stringify!(cassetteOf(plain)))
  await cp(join(goFolder, 'documented', 'compact_test.go'), join(module, 'compact_test.go'))
  const formatted = await run('gofmt', ['-l', '.'], { cwd: module })
  if (formatted.stdout !== '') return `gofmt would change ${formatted.stdout}`
  const { code, stdout, stderr } = await run('go', ['test', './...'], { cwd: module, env: goEnvironment })
  return code === 0 ? undefined : `${stdout}${stderr}`
}
