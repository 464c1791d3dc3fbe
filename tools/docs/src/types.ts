import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Block } from './block.ts'
import { placeOf } from './block.ts'
import { shell } from './process.ts'
import type { Project } from './project.ts'

const typed = new Set(['ts', 'js', 'tsx', 'mjs'])

export function isTyped({ lang, output, unchecked }: Block): boolean {
  return typed.has(lang) && !output && unchecked === undefined
}

/** Type-checks all blocks in one go. Returns what is wrong, by the place of the block, in terms of its page. */
export async function checkTypes(blocks: readonly Block[], project: Project): Promise<ReadonlyMap<string, readonly string[]>> {
  if (blocks.length === 0) return new Map()
  const files = new Map<string, Block>()
  for (const block of blocks) {
    const file = fileFor(block, files)
    files.set(file, block)
    const path = join(project.path, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, block.before + block.code)
  }
  const { code, output } = await shell(`${project.bin}/tsc --pretty false -p .`, { cwd: project.path, patience: 300_000 })
  const wrong = findings(output, files)
  if (code !== 0 && wrong.size === 0) throw new Error(`tsc failed\n${output}`)
  return wrong
}

/** By its own name, where later blocks of its page look for it; a second one of that name by its line as well. */
function fileFor({ page, line, lang, file }: Block, taken: ReadonlyMap<string, Block>): string {
  const folder = join('typed', folderOf(page))
  const named = join(folder, file ?? `line-${line}.${lang}`)
  return taken.has(named) ? named.replace(/(\.\w+)$/, `.line-${line}$1`) : named
}

export function folderOf(page: string): string {
  return page.replace(/\.md$/, '').replaceAll('/', '-').toLowerCase()
}

function findings(output: string, files: ReadonlyMap<string, Block>): Map<string, string[]> {
  const wrong = new Map<string, string[]>()
  for (const [, file, line, column, message] of output.matchAll(/^(.+?)\((\d+),(\d+)\): (error .*(?:\n +.*)*)$/gm)) {
    const block = files.get(file!)
    if (!block) throw new Error(`An error in no block: ${file}: ${message}`)
    const hidden = block.before.split('\n').length - 1
    const at = `${block.page}:${block.line + Number(line) - 1 - hidden}:${column}`
    wrong.set(placeOf(block), [...(wrong.get(placeOf(block)) ?? []), `${at}: ${message}`])
  }
  return wrong
}
