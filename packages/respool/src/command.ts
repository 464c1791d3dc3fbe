import { buildCommand, type Command, type CommandContext, type StricliProcess, type TypedCommandParameters } from '@stricli/core'
import { reportFailure } from './failure.ts'
import type { ExitCode, Terminal } from './terminal/terminal.ts'

/** What stricli carries to a command. */
export interface Context extends CommandContext {
  readonly process: StricliProcess
  readonly terminal: Terminal
}

/** What a command does: the only place of it with input and output. */
export type Run<Flags, Args extends readonly (string | undefined)[]> = (
  terminal: Terminal,
  flags: Flags,
  ...args: Args
) => ExitCode | Promise<ExitCode>

/** What `respool --help` has to know of a command, and no more: the rest is loaded when it is called. */
export interface CommandOptions<Flags extends Readonly<Record<string, unknown>>, Args extends readonly (string | undefined)[]> {
  /** One line, for the list of commands. */
  readonly brief: string
  /** What the help says of it besides: paragraphs of lines of at most 80 columns. */
  readonly description?: string
  /** What to type after `respool <name>`, and what that does; shown by `--help`. */
  readonly examples: readonly (readonly [input: string, brief: string])[]
  readonly parameters: TypedCommandParameters<Flags, Args, Context>
  /** Imports its `run.ts`, which is not loaded before. */
  readonly load: () => Promise<{ readonly run: Run<Flags, Args> }>
}

/** A command of the table in `commands.ts`. Its name is its key there. */
export function defineCommand<Flags extends Readonly<Record<string, unknown>>, Args extends readonly (string | undefined)[]>(
  name: string,
  { brief, description, examples, parameters, load }: CommandOptions<Flags, Args>,
): Command<Context> {
  const shown = examples.map(([input, what]) => `  respool ${`${name} ${input}`.trimEnd()}\n    ${what}`)
  return buildCommand<Flags, Args, Context>({
    docs: { brief, fullDescription: [brief, description, `EXAMPLES\n${shown.join('\n')}`].filter(Boolean).join('\n\n') },
    parameters,
    async loader() {
      const { run } = await load()
      return async function (this: Context, flags: Flags, ...args: Args) {
        try {
          this.process.exitCode = await run(this.terminal, flags, ...args)
        } catch (error) {
          this.process.exitCode = reportFailure(this.terminal, name, error)
        }
      }
    },
  })
}

/** `--json`, which every command has. (A flag with `default: false` would say so in the help, to nobody's use.) */
export const json = { kind: 'boolean', optional: true, withNegated: false, brief: 'Print the same as JSON, for programs' } as const
