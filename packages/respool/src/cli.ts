import { readFileSync } from 'node:fs'
import { buildApplication, buildRouteMap, run, text_en, type StricliProcess } from '@stricli/core'
import { commands } from './commands.ts'
import { foldHelp } from './terminal/fold.ts'
import type { ExitCode, Terminal } from './terminal/terminal.ts'

/**
 * The command line.
 *
 * @param args what was typed after `respool`
 * @example
 * ```ts
 * process.exitCode = await runCli(['ls', '--json'], terminal)
 * ```
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const streams: StricliProcess = {
    stdout: { write: (help) => terminal.out(foldHelp(help, terminal.columns)) },
    stderr: { write: terminal.err },
    env: terminal.env,
  }
  await run(application, args.length === 0 ? ['--help'] : args, { process: streams, terminal })
  const code = streams.exitCode
  // Stricli's own are below zero: arguments that it could not make sense of.
  return code === 0 || code === 1 ? code : 2
}

const application = buildApplication(
  buildRouteMap({
    routes: commands,
    docs: { brief: 'What is in recordings of LLM APIs: read, compared, checked.\n\nrespool <command> --help shows its examples.' },
  }),
  {
    name: 'respool',
    versionInfo: { getCurrentVersion: () => Promise.resolve(ownVersion()) },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { caseStyle: 'convert-camel-to-kebab', disableAnsiColor: true },
    localization: {
      text: {
        ...text_en,
        briefs: { ...text_en.briefs, help: 'Show this', version: 'Show the version', argumentEscapeSequence: 'What follows is no flag' },
        noCommandRegisteredForInput: ({ input, corrections }) =>
          `respool: there is no command ${input}. ${corrections.length > 0 ? `Did you mean ${corrections.join(' or ')}?` : ''} respool --help lists them.`,
        exceptionWhileParsingArguments: (error, color) =>
          `respool: ${text_en.exceptionWhileParsingArguments(error, color)}\nAdd --help to see how it is called.`,
      },
    },
  },
)

function ownVersion(): string {
  // Beside `src` and beside `dist`.
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
