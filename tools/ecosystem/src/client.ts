import type { Binding } from './bindings/binding.ts'

/** A client of an LLM API, or of HTTP, as an application uses it: its own retries, its own parsing. */
export interface Client<Tape> {
  /** With what of it is used: `openai, responses`. */
  readonly name: string
  /** The npm packages that it is made of; their versions stand in the table. */
  readonly packages: readonly string[]
  readonly binding: Binding<Tape>
  /** The client at this server, taped. Its prompts may be asked one after the other. */
  readonly connect: (url: string, tape: Tape) => Session
}

export interface Session {
  /** The text of an answer in one piece. */
  ask(prompt: string, model: string): Promise<string>
  /** The texts of a streamed answer, as the client hands them out. */
  stream(prompt: string, model: string): AsyncIterable<string>
  /** What a streamed answer calls a tool with, as the client has put it together; where the client knows of tools. */
  call?(prompt: string, model: string): Promise<unknown>
}

/** A row of the suite, whatever its tape. */
export type AnyClient = Client<never>

export function client<Tape>(given: Client<Tape>): AnyClient {
  return given as unknown as AnyClient
}
