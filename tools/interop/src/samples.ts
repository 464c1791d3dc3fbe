// Texts at which YAML writers and readers part ways. A clone of this repository proves something with these alone.

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

export interface Sample {
  readonly name: string
  readonly bytes: Uint8Array
}

const texts: readonly (readonly [name: string, text: string])[] = [
  ['empty', ''],
  ['a word', 'hello'],
  ['JSON', '{"model":"toy-1","temperature":0.5,"stream":true}'],
  ['an SSE stream', 'data: {"delta":"Pitter"}\n\ndata: {"delta":" patter"}\n\ndata: [DONE]\n\n'],
  ['an SSE stream with CRLF', 'event: a\r\ndata: {"x":1}\r\n\r\ndata: [DONE]\r\n\r\n'],
  ['one CR', 'a\rb'],
  ['emoji', 'data: {"delta":"\u{1F327}\uFE0F Olá"}\n\n'],
  ['an emoji by itself', '\u{1F600}'],
  ['a leading line feed', '\nkept'],
  ['line feeds alone', '\n\n\n'],
  ['a leading tab', '\tkept'],
  ['a leading tab, two lines', '\tone\n\ttwo\n'],
  ['leading spaces, two lines', '  one\n  two'],
  ['a line feed, then spaces', '\n  one\n'],
  ['white space at the end', 'kept \n'],
  ['trailing line feeds', 'kept\n\n\n'],
  ['keep-alive lines before JSON', '\n         \n\n         \n{"id":1}'],
  ['U+2028 and U+2029', 'a\u2028b\u2029c'],
  ['U+2028 between lines', 'a\n\u2028b\n'],
  ['U+0085', 'a\u0085b'],
  ['a byte order mark', '\uFEFFdata: 1\n\n'],
  ['NUL and other controls', '\u0000\u0001\u0007\u001b\u007f'],
  ['not quite characters', '\uFFFE\uFFFF'],
  ['quotes of both kinds', `it's "so"`],
  ['a backslash', 'C:\\temp\\n'],
  ['a comment?', 'a #b'],
  ['a map?', 'a: b'],
  ['ends with a colon', 'a:'],
  ['a list?', '- a'],
  ['a document mark', '---\nb'],
  ['true', 'true'],
  ['yes', 'yes'],
  ['null', 'null'],
  ['tilde', '~'],
  ['a number', '0123'],
  ['a float', '1e3'],
  ['base 60', '12:30:45'],
  ['a date', '2026-11-21'],
  ['a merge key', '<<'],
  ['a percent sign', '%20'],
  ['a long line', 'word '.repeat(60).trim()],
  ['long lines of prose', `${'The rain in Spain stays mainly in the plain. '.repeat(4)}\n`.repeat(3)],
  ['a long word', 'x'.repeat(300)],
]

const binaries: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['every byte there is', Uint8Array.from({ length: 256 }, (_, index) => index)],
  ['one byte that is no UTF-8', Uint8Array.of(0xff)],
  ['half a character', encode('Olá').subarray(0, 3)],
  ['the beginning of a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46)],
]

export const samples: readonly Sample[] = [
  ...texts.map(([name, text]) => ({ name, bytes: encode(text) })),
  ...binaries.map(([name, bytes]) => ({ name, bytes })),
]
