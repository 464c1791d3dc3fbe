import stringWidth from 'string-width'
import type { Usage } from '../exchange/usage.ts'
import { printable } from '../terminal/printable.ts'
import { count, duration, plural, size } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import type { ShownInteraction } from './interaction.ts'
import { partLines, type Page } from './parts.ts'

/**
 * An interaction as text: what was asked of whom, who said what, and how it ended. Nothing in it depends on when or where it is shown, but the columns.
 *
 * @param measured whether to say when it was recorded, in what pieces and in what time: all that is new in every recording
 */
export function formatInteraction(shown: ShownInteraction, page: Page, { measured = true } = {}): string {
  const { turns, answers, error } = shown.conversation
  const { style } = page
  const lines = [
    ...heading(shown, page),
    ...facts(shown, page),
    ...turns.flatMap(({ role, parts }) => ['', style.role(printable(role)), ...partLines(parts, page)]),
    '',
    ...rule(answerTitle(shown), page.columns).map(style.title),
    ...(error === undefined ? [] : wrap(printable(error), { columns: page.columns, indent: '  ' }).map(style.bad)),
    ...answers.flatMap(({ parts, finish }, index) => [
      ...(answers.length > 1 ? ['', style.role(`answer ${index}`)] : []),
      ...partLines(parts, page),
      ...(finish === undefined || answers.length === 1 ? [] : wrap(finish, { columns: page.columns, indent: '  ' }).map(style.faint)),
    ]),
    '',
    ...wrap(printable(ending(shown, measured)), { columns: page.columns, indent: '  ' }).map(
      shown.end === 'complete' ? style.faint : style.warning,
    ),
    ...wrap(printable(shown.unplayable ?? ''), { columns: page.columns, indent: '  ' }).map(style.warning),
  ]
  return `${lines.join('\n')}\n`
}

/** `── 0  POST https://… ──`, in more lines where the URL is long. */
export function heading({ id, method, url }: Pick<ShownInteraction, 'id' | 'method' | 'url'>, { columns, style }: Page): string[] {
  const [short, place] = [printable(`${id}  ${method}`), printable(url)]
  const lines =
    stringWidth(`${short} ${place}`) <= columns - 6
      ? rule(`${short} ${place}`, columns)
      : [...rule(short, columns), ...wrap(place, { columns, indent: '   ' })]
  return lines.map((line, index) => (index === 0 ? style.title(line) : line))
}

function rule(title: string, columns: number): string[] {
  return wrap(`── ${title} ${'─'.repeat(Math.max(0, columns - stringWidth(title) - 4))}`, { columns })
}

function facts({ streamed, conversation: { api, model, settings, tools } }: ShownInteraction, { columns, style }: Page): string[] {
  const line = [api, model, streamed ? 'streamed' : undefined].filter((each) => each !== undefined).join(', ')
  const named = (name: string, value: string) => wrap(printable(`${name}: ${value}`), { columns, indent: '   ' }).map(style.faint)
  return [
    ...wrap(printable(line), { columns, indent: '   ' }),
    ...settings.flatMap(([name, value]) => named(name, value)),
    ...(tools.length > 0 ? named('tools', tools.join(', ')) : []),
  ]
}

function answerTitle({ status, statusText, conversation: { answeredBy } }: ShownInteraction): string {
  return printable([`${status} ${statusText}`.trim(), answeredBy].filter((each) => each !== undefined).join(', '))
}

/** How the response ended, why the model stopped, and what it took. */
function ending({ conversation: { answers, usage }, end, failure, ...arrival }: ShownInteraction, measured: boolean): string {
  const parts = [
    { complete: undefined, cancelled: 'cancelled by the client', failed: `failed${failure === undefined ? '' : `: ${failure}`}` }[end],
    answers.length === 1 ? answers[0]!.finish : undefined,
    usage && usageText(usage),
    ...(measured ? measures(arrival) : []),
  ]
  return parts.filter((each) => each !== undefined).join('; ')
}

function measures({
  chunks,
  boundaries,
  bytes,
  took,
  recordedAt,
}: Pick<ShownInteraction, 'chunks' | 'boundaries' | 'bytes' | 'took' | 'recordedAt'>) {
  return [
    chunks === 1 || boundaries === 'derived' ? size(bytes) : `${plural(chunks, 'chunk')}, ${size(bytes)}`,
    took && `took ${duration(took.end)}${took.first === took.end ? '' : `, ${duration(took.first)} to the first chunk`}`,
    recordedAt && `recorded ${recordedAt}`,
  ]
}

function usageText({ input, output, cached, reasoning }: Usage): string {
  const of = (value: number | undefined, what: string) => (value === undefined ? '' : ` (${count(value)} ${what})`)
  return `${plural(input, 'token')} in${of(cached, 'cached')}, ${count(output)} out${of(reasoning, 'reasoning')}`
}
