/** Of respool's explanation of a miss: what a person needs most. */
const heart = /The nearest is interaction \d.*they differ in .*asked .*Something else/s

/** Where in what a client has thrown the explanation of a miss stands: the shortest path, such as `message` or `response.data.error.message`. */
export function explainedIn(thrown: unknown): string | undefined {
  const seen = new Set<unknown>()
  let level: (readonly [path: string, value: unknown])[] = [['', thrown]]
  // An error is shown to no greater depth; below it are agents and sockets.
  for (let depth = 0; depth < 5; depth++) {
    const found = level.find(([, value]) => typeof value === 'string' && heart.test(value))
    if (found) return found[0].slice(1)
    level = level.flatMap(([path, value]) => partsOf(value, seen).map(([name, part]) => [`${path}.${name}`, part] as const))
  }
  return undefined
}

function partsOf(value: unknown, seen: Set<unknown>): [name: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return []
  seen.add(value)
  if (!(value instanceof Error)) return Object.entries(value)
  // Errors print, and hold behind getters, what is not enumerable; the stack begins with the message.
  const names = ['message', 'cause', ...Object.getOwnPropertyNames(value)].filter((name) => name !== 'stack')
  return names.map((name) => [name, (value as unknown as { [name: string]: unknown })[name]])
}
