import { filesBelow } from '../files.ts'
import type { SecretName, Secrets } from './secrets.ts'

// No more of a secret than this may be left anywhere; what it begins with (`sk-proj-`) is none.
const mostLeft = 11

/** Where anything of the secrets is left, plain or encoded: the name of each and the place, never the value. */
export function tracesIn(place: string, content: Uint8Array | string, secrets: Secrets): string[] {
  const text = typeof content === 'string' ? Buffer.from(content).toString('latin1') : Buffer.from(content).toString('latin1')
  return (Object.keys(secrets) as SecretName[]).flatMap((name) =>
    [...formsOf(secrets[name])]
      .filter(([, parts]) => parts.some((each) => text.includes(each)))
      .map(([form]) => `${name}, ${form}, in ${place}`),
  )
}

export async function tracesBelow(folder: string, secrets: Secrets): Promise<string[]> {
  return (await filesBelow(folder)).flatMap(({ path, bytes }) => [
    ...tracesIn(path, bytes, secrets),
    ...tracesIn(`the name ${path}`, path, secrets),
  ])
}

/** Every form of a secret, in windows: no part of it may be left. */
function formsOf(secret: string): Map<string, string[]> {
  // What it begins with is known to everybody, and what is shorter than a window is no secret of this test.
  const random = secret.replace(/^(?:sk-(?:proj|ant-api03|or-v1)-|-----BEGIN [A-Z ]+-----\n)/, '').replace(/\n-----END [^]*/, '')
  const base64 = [0, 1, 2].flatMap((shift) =>
    windows(
      Buffer.from(' '.repeat(shift) + secret)
        .toString('base64')
        .slice(4, -6),
    ),
  )
  return new Map([
    ['plain', windows(random)],
    ['in base64', base64],
    ['in base64url', base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'))],
    ['in hexadecimal', windows(Buffer.from(random).toString('hex'))],
    ['percent-encoded', windows(encodeURIComponent(random))],
    ['escaped in JSON', windows(JSON.stringify(random).slice(1, -1))],
  ])
}

function windows(text: string): string[] {
  return text.length <= mostLeft
    ? []
    : Array.from({ length: text.length - mostLeft }, (_, start) => text.slice(start, start + mostLeft + 1))
}

/** Runs something and gives what it has printed, by `console` or past it. */
export async function printedBy(run: () => Promise<void>): Promise<string> {
  const printed: string[] = []
  const note = (...args: unknown[]) => void printed.push(args.map(String).join(' '))
  const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const
  const before = methods.map((method) => console[method])
  const writers = [process.stdout, process.stderr].map((stream) => ({
    stream,
    write: stream.write.bind(stream),
    own: Object.getOwnPropertyDescriptor(stream, 'write'),
  }))
  for (const method of methods) console[method] = note
  for (const { stream, write } of writers) {
    stream.write = (chunk: string | Uint8Array, ...rest: []) => {
      printed.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'))
      return write(chunk, ...rest)
    }
  }
  try {
    await run()
  } finally {
    methods.forEach((method, index) => (console[method] = before[index]!))
    for (const { stream, own } of writers) {
      // As it was: inherited, unless somebody had put their own in its place.
      if (own) Object.defineProperty(stream, 'write', own)
      else Reflect.deleteProperty(stream, 'write')
    }
  }
  return printed.join('\n')
}
