import { levelOf, type Change, type Level } from './change.ts'

const levels: readonly Level[] = ['none', 'patch', 'minor', 'major']

/** The gravest of these; while the package is 0.x, what breaks is a minor. */
export function changesetLevel(changes: readonly Change[], version: string): Level {
  const gravest = levels[Math.max(0, ...changes.map((change) => levels.indexOf(levelOf(change))))]!
  return gravest === 'major' && version.startsWith('0.') ? 'minor' : gravest
}

const headings: readonly (readonly [Level, string])[] = [
  ['major', 'No longer as it was'],
  ['minor', 'New'],
  ['patch', 'Other bounds'],
]
const listed = 40

/** The text of a changeset: for readers who want to know whether it concerns them. Undefined where there is nothing to say. */
export function changesetText(
  changes: readonly Change[],
  { commit, date, version }: { commit: string; date: string; version: string },
): string | undefined {
  const level = changesetLevel(changes, version)
  if (level === 'none') return undefined
  const sections = headings.flatMap(([each, heading]) => {
    const lines = linesOf(changes.filter((change) => levelOf(change) === each))
    const rest = lines.length - listed
    return lines.length === 0
      ? []
      : [`**${heading}**\n\n${[...lines.slice(0, listed), ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')}`]
  })
  return `---\n'@respool/openai': ${level}\n---\n\nOpenAI's specification of ${date} (${commit.slice(0, 7)}).\n\n${sections.join('\n\n')}\n`
}

// What has the same done to it in several places is one line: a key that all events have got.
function linesOf(changes: readonly Change[]): string[] {
  const groups = groupsOf(folded(changes), (change) => `${phrase(change)} ${lastStep(change.place)}`)
  return groups.flatMap((group) => {
    const first = group[0]!
    if (group.length < 3) return group.map((change) => `- \`${change.place}\`: ${phrase(change)}`)
    return [
      `- \`${lastStep(first.place)}\` of ${group.map(({ place }) => `\`${place.slice(0, place.lastIndexOf('.'))}\``).join(', ')}: ${phrase(first)}`,
    ]
  })
}

// Several values at one place are one entry.
function folded(changes: readonly Change[]): Change[] {
  return groupsOf(changes, ({ kind, place }) => `${kind} ${place}`).map((group) => ({
    ...group[0]!,
    what: group.map(({ what }) => what).join(', '),
  }))
}

function groupsOf(changes: readonly Change[], key: (change: Change) => string): Change[][] {
  return [...Map.groupBy(changes, key).values()]
}

function lastStep(place: string): string {
  return place.includes('/') || !place.includes('.') ? place : place.slice(place.lastIndexOf('.') + 1)
}

function phrase({ kind, what }: Change): string {
  switch (kind) {
    case 'required':
      return what === 'new' ? 'new and required' : 'now required'
    case 'optional':
      return 'no longer required'
    case 'added':
      return what === '' ? 'new' : `new, ${code(what)}`
    case 'removed':
      return 'gone'
    case 'narrowed':
      return `no longer ${code(what)}`
    case 'widened':
      return `also ${code(what)}`
    case 'changed':
    case 'bounds':
      return code(what)
    default:
      return kind satisfies never
  }
}

function code(what: string): string {
  return `\`${what}\``
}
