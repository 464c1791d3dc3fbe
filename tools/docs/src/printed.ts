/**
 * Is that what was printed? Lines are compared without the white space at their ends. `…` stands for anything within a line; alone on a line, for any number of lines.
 *
 * @returns what is different, or undefined
 */
export function differsFrom(documented: string, printed: string): string | undefined {
  const want = linesOf(documented)
  const got = linesOf(printed)
  return matches(want, got) ? undefined : `documented:\n${indent(want)}\nprinted:\n${indent(got)}`
}

function matches(want: readonly string[], got: readonly string[]): boolean {
  const [first, ...rest] = want
  if (first === undefined) return got.length === 0
  if (first.trim() === '…') return got.some((_, index) => matches(rest, got.slice(index))) || matches(rest, [])
  return got.length > 0 && lineMatches(first, got[0]!) && matches(rest, got.slice(1))
}

function lineMatches(want: string, got: string): boolean {
  return new RegExp(`^${want.split('…').map(escaped).join('.*')}$`, 'u').test(got)
}

// RegExp.escape is not there before Node 24.
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .split('\n')
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n')
}
