/** What the model answers, before it is put into the shape of an API. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly callId: string; readonly name: string; readonly arguments: string }

/** What every API needs to know beside the reply. */
export interface ReplyFrame {
  /** Without its prefix, such as `chatcmpl-`. */
  readonly id: string
  readonly model: string
  /** Unix seconds. */
  readonly created: number
  readonly promptTokens: number
  /** Adds the filler that OpenAI (and nobody else) sends to hide how long a token is. */
  readonly obfuscation: boolean
}

export const frameDefaults: ReplyFrame = {
  id: 'B9zJfKqWmTtXo2sYdVh6',
  model: 'gpt-4o',
  created: Date.UTC(2026, 0, 1) / 1000,
  promptTokens: 8,
  obfuscation: true,
}

/** Words with the space before them: joined, they are the text again. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? []
}

/** The parts in which a reply is streamed. */
export function replyTokens(reply: Reply): string[] {
  return reply.kind === 'tool-call' ? (reply.arguments.match(/.{1,6}/gsu) ?? []) : tokensOf(reply.text)
}

/** Filler that makes every event the same length; letters only, so that nobody takes it for a secret. */
export function obfuscationOf(token: string): string {
  return 'fillerfillerfill'.slice(0, Math.max(0, 16 - token.length))
}
