import type { Random } from './random.ts'

const insertions = [
  '\n',
  '\r',
  '\t',
  ' ',
  ':',
  '- ',
  '"',
  "'",
  '|',
  '>',
  '#',
  '{',
  '[',
  '&a ',
  '*a',
  '!!binary ',
  '\0',
  '\u2028',
  '😀',
  '---\n',
  '...\n',
  '%',
  '<<: ',
  '__proto__: ',
  '999999999999999999999',
  '\\x',
  '\ufeff',
]

/** A damaged copy: some bytes gone, doubled, moved, changed, or added where they mean something. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged = Buffer.from(bytes)
  for (let times = 1 + random.below(4); times > 0; times--) damaged = Buffer.from(damageOnce(damaged, random))
  return new Uint8Array(damaged)
}

function damageOnce(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + random.below(random.pick([2, 20, 400])))
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  switch (random.below(7)) {
    case 0:
      return before
    case 1:
      return Buffer.concat([before, after])
    case 2:
      return Buffer.concat([before, piece, piece, after])
    case 3:
      return Buffer.concat([before, Buffer.from(random.pick(insertions)), piece, after])
    case 4:
      return Buffer.concat([before, Buffer.from(piece.map(() => random.below(256))), after])
    case 5:
      return swapLines(bytes, random)
    default:
      return Buffer.concat([before, Buffer.from(random.pick(insertions).repeat(random.below(50))), piece, after])
  }
}

function swapLines(bytes: Buffer, random: Random): Buffer {
  const lines = bytes.toString('latin1').split('\n')
  const [a, b] = [random.below(lines.length), random.below(lines.length)]
  ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
  return Buffer.from(lines.join('\n'), 'latin1')
}
