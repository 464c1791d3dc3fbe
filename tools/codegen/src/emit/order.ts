import { referencesOf, type Definitions } from '../schema.ts'

/** The names of definitions, each after those that it refers to; where that goes in a circle, those that have to be referred to before they are there. */
export function definitionOrder(definitions: Definitions): { order: string[]; circular: ReadonlySet<string> } {
  const order: string[] = []
  const circular = new Set<string>()
  const done = new Set<string>()
  const open: string[] = []
  for (const name of Object.keys(definitions).sort()) visit(name)
  return { order, circular }

  function visit(name: string): void {
    if (done.has(name)) return
    const from = open.indexOf(name)
    if (from !== -1) {
      for (const each of open.slice(from)) circular.add(each)
      return
    }
    open.push(name)
    for (const reference of referencesOf(definitions[name]!).sort()) visit(reference)
    open.pop()
    done.add(name)
    order.push(name)
  }
}
