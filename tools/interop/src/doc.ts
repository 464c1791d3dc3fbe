import { readFile } from 'node:fs/promises'

const page = new URL('../../../docs/guides/go.md', import.meta.url)

/** The Go code of docs/guides/go.md, block by block. */
export async function documentedGo(): Promise<string[]> {
  const text = await readFile(page, 'utf8')
  return Array.from(text.matchAll(/^```go\n(.*?)^```$/gms), ([, code]) => code!)
}

/** One top-level function or the comment above it, as it stands in Go code. */
export function goFunction(code: string, name: string): string | undefined {
  return new RegExp(`^func ${name}\\(.*?^}$`, 'ms').exec(code)?.[0]
}
