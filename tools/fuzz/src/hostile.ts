const head = '---\nversion: 2\ninteractions:\n'
const message = (response: string) => `- request: {url: http://127.0.0.1/, method: GET}\n  response: {code: 200, ${response}}\n`

/** Files that are made to grow when they are read: by depth, width, aliases, one endless line, what numbers in them promise. */
export const hostileFiles: { readonly [name: string]: () => string } = {
  'a billion laughs': () => {
    const laughs = Array.from(
      { length: 30 },
      (_, n) => `a${n}: &a${n} [${Array.from({ length: 9 }, () => (n ? `*a${n - 1}` : 'lol')).join(', ')}]`,
    )
    return `${laughs.join('\n')}\n${head.slice(4)}- *a29\n`
  },
  'nested lists': () => `${head}- ${'['.repeat(100_000)}`,
  'nested maps': () => `${head}- request:\n${Array.from({ length: 3000 }, (_, n) => `${' '.repeat(4 + n)}a:\n`).join('')}`,
  'one endless line': () => `${head}- ${'x'.repeat(5_000_000)}`,
  'many interactions with nothing in them': () => head + '- id: 0\n'.repeat(1_000_000),
  'a quote that never ends': () => `${head}- id: "${'\\n'.repeat(1_000_000)}`,
  'empty maps in a line': () => `${head}- [${'{},'.repeat(600_000)}]\n`,
  'empty lists below each other': () => `${head}- a:\n${'  - []\n'.repeat(400_000)}`,
  'lists in lists': () => `${head}- a:\n${'  - - - - - 0\n'.repeat(150_000)}`,
  'JSON of small objects': () => `{"version": 2, "interactions": [${'{"a":0},'.repeat(400_000)}{}]}`,
  'many keys': () => `${head}- request:\n${Array.from({ length: 150_000 }, (_, n) => `    k${n}: 0\n`).join('')}`,
  'many anchors': () => head + Array.from({ length: 150_000 }, (_, n) => `- &a${n} 0\n`).join(''),
  'a million empty chunks': () => head + message(`body: '', respool_chunks: '0*999999'`).repeat(3000),
}
