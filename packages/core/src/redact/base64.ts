import type { Find } from './find.ts'

// Whole where it is short: the characters at the edges of a secret hold some of its bits. A long one is a file, of which the rest matters.
const mostReplacedWhole = 1024
const mostOverlap = 8192

const shortestRun = 24
// An image of many megabytes is one run.
const longestRun = 1_000_000

/** Finds inside of what base64 or base64url hides, as places of the text around it. */
export function findInBase64(text: string, search: (decoded: string) => readonly Find[]): Find[] {
  const finds: Find[] = []
  for (const { run, index } of runsOf(text)) {
    // The run may have begun before the code did (`file-ZGF0YQ`), so every alignment is tried; hardly ever is more than one of them text.
    for (let shift = 0; shift < 4; shift++) {
      if (!mayBeText(run, shift) || !isText(decode(run.slice(shift, shift + 32)))) continue
      for (const find of search(decode(run.slice(shift))))
        finds.push({ kind: find.kind, ...placeOf(find, index + shift, index, run.length) })
    }
  }
  return finds
}

/** What is longer comes in parts, which overlap by more than a secret is long. */
function* runsOf(text: string): Generator<{ readonly run: string; readonly index: number }> {
  for (let start = 0; start + shortestRun <= text.length;) {
    // From the end of the shortest one: in prose most characters need not be looked at then.
    let last = start + shortestRun - 1
    while (last >= start && isCode(text, last)) last--
    if (last >= start) {
      start = last + 1
      continue
    }
    let end = start + shortestRun
    while (end < text.length && end - start < longestRun && isCode(text, end)) end++
    for (let pads = 0; pads < 2 && text[end] === '='; pads++) end++
    yield { run: text.slice(start, end), index: start }
    start = end - start < longestRun ? end : end - mostOverlap
  }
}

const codes = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0))

function isCode(text: string, at: number): boolean {
  return codes[text.charCodeAt(at)] === 1
}

function placeOf({ start, end }: Find, codeStart: number, runStart: number, length: number): { start: number; end: number } {
  if (length <= mostReplacedWhole) return { start: runStart, end: runStart + length }
  return { start: codeStart + Math.floor(start / 3) * 4, end: Math.min(codeStart + Math.ceil(end / 3) * 4, runStart + length) }
}

/** The whole run of base64 around a place, where it is short. */
export function base64RunAround(text: string, { kind, start, end }: Find): Find {
  const code = /[A-Za-z0-9+/_-]/
  let from = start
  let to = end
  while (from > 0 && start - from < mostReplacedWhole && code.test(text[from - 1]!)) from--
  while (to < text.length && to - end < mostReplacedWhole && code.test(text[to]!)) to++
  while (text[to] === '=') to++
  return to - from > mostReplacedWhole ? { kind, start, end } : { kind, start: from, end: to }
}

function decode(code: string): string {
  const standard = code.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  // One character alone holds no byte.
  return atob(standard.length % 4 === 1 ? standard.slice(0, -1) : standard)
}

/** Whether the first bytes are ASCII, whose first bit is 0: so the first of each four characters stands for less than 32. Ids and hashes end here, undecoded. */
function mayBeText(run: string, shift: number): boolean {
  for (let index = shift; index < shift + 20; index += 4) if (!/[A-Za-f]/.test(run[index]!)) return false
  return true
}

function isText(decoded: string): boolean {
  return /^[\t\n\r\x20-\x7e]*$/.test(decoded)
}
