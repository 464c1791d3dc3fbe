import { parseCassette } from '@respool/core'

/** Bytes that a file may take while it is read: 32 MB and twenty times itself. */
export const allowance = (size: number) => 32 * 1024 * 1024 + 20 * size

/** Files that are made to grow: depth, width, aliases, one endless line. Each comes with how much its reading took. */
export async function readHostile(): Promise<{ readonly name: string; readonly size: number; readonly grown: number }[]> {
  const results = []
  for (const [name, text] of Object.entries(hostile())) {
    ;(globalThis as { gc?: () => void }).gc?.()
    const before = process.memoryUsage().rss
    await parseCassette(text, { name }).catch(() => {})
    results.push({ name, size: text.length, grown: process.memoryUsage().rss - before })
  }
  return results
}

function hostile(): { [name: string]: string } {
  const head = '---\nversion: 2\ninteractions:\n'
  const laughs = Array.from(
    { length: 30 },
    (_, n) => `a${n}: &a${n} [${Array.from({ length: 9 }, () => (n ? `*a${n - 1}` : 'lol')).join(', ')}]`,
  )
  return {
    'a billion laughs': `${laughs.join('\n')}\n${head.slice(4)}- *a29\n`,
    'nested lists': `${head}- ${'['.repeat(100_000)}`,
    'nested maps': `${head}- request:\n${Array.from({ length: 3000 }, (_, n) => `${' '.repeat(4 + n)}a:\n`).join('')}`,
    'one endless line': `${head}- ${'x'.repeat(5_000_000)}`,
    'many empty interactions': head + '- id: 0\n'.repeat(50_000),
    'a quote that never ends': `${head}- id: "${'\\n'.repeat(1_000_000)}`,
  }
}
