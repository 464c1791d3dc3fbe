import { placeOf, type Block } from './block.ts'
import { parseBlock } from './parse.ts'
import type { Project } from './project.ts'
import { runPage } from './run.ts'
import type { Judged } from './table.ts'
import { checkTypes, isTyped } from './types.ts'
import type { Verdict } from './verdict.ts'

/** Judges every block. One that runs is type-checked besides, where its language has types. */
export async function checkPages(blocks: readonly Block[], project: Project): Promise<Judged[]> {
  const [wrongTypes, ran] = await Promise.all([checkTypes(blocks.filter(isTyped), project), runPages(blocks, project)])
  return Promise.all(
    blocks.map(async (block): Promise<Judged> => {
      const place = placeOf(block)
      const types = wrongTypes.get(place)?.join('\n')
      const verdict = ran.get(place) ?? (await atRest(block, project))
      return [block, types === undefined ? verdict : { ...verdict, failure: [types, verdict.failure].filter(Boolean).join('\n') }]
    }),
  )
}

async function atRest(block: Block, project: Project): Promise<Verdict> {
  if (block.run || block.output) return { treatment: block.run ? 'run' : 'compared', failure: 'not reached, after what failed above' }
  return isTyped(block) ? { treatment: 'type-checked' } : parseBlock(block, project)
}

/** Two pages at a time: they wait for processes. */
async function runPages(blocks: readonly Block[], project: Project): Promise<ReadonlyMap<string, Verdict>> {
  const pages = [...new Set(blocks.map(({ page }) => page))]
  const verdicts = new Map<string, Verdict>()
  const work = async () => {
    for (let page = pages.shift(); page !== undefined; page = pages.shift()) {
      const own = blocks.filter((block) => block.page === page)
      for (const [place, verdict] of await runPage(page, own, project)) verdicts.set(place, verdict)
    }
  }
  await Promise.all([work(), work()])
  return verdicts
}
