import { printable } from '../terminal/printable.ts'
import { plural } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { heading } from '../show/format.ts'
import type { Page } from '../show/parts.ts'
import { isSame, type Change, type ComparedInteraction, type Comparison } from './compare.ts'
import { differing } from './differing.ts'

/** A comparison as text: what is not the same, interaction by interaction, and a count at the end. */
export function formatComparison(comparison: Comparison, page: Page): string {
  const { left, right, interactions } = comparison
  const others = interactions.filter((each) => !isSame(each))
  const lines = others.flatMap((each) => [...heading({ ...each, id: idsOf(each) }, page), ...bodyOf(each, comparison, page), ''])
  return `${[...lines, ...wrap(printable(total(interactions, left, right)), { columns: page.columns })].join('\n')}\n`
}

function idsOf({ left, right }: ComparedInteraction): string {
  return left === right || left === undefined || right === undefined ? (left ?? right!) : `${left} → ${right}`
}

function bodyOf({ left, right, changes }: ComparedInteraction, names: Comparison, page: Page): string[] {
  const only = (name: string) => wrap(printable(`only in ${name}`), { columns: page.columns, indent: '   ' })
  if (right === undefined) return only(names.left).map(page.style.bad)
  if (left === undefined) return only(names.right).map(page.style.good)
  return changes.flatMap((each) => changeLines(each, page))
}

function changeLines({ place, left, right }: Change, { columns, style }: Page): string[] {
  const [a, b] = left === undefined || right === undefined ? [left, right] : differing(left, right)
  const side = (sign: string, text: string | undefined) =>
    text === undefined ? [] : wrap(text === '' ? '(empty)' : printable(text), { columns, indent: `   ${sign} ` })
  return [...wrap(printable(place), { columns, indent: '   ' }), ...side('-', a).map(style.bad), ...side('+', b).map(style.good)]
}

function total(interactions: readonly ComparedInteraction[], left: string, right: string): string {
  const same = interactions.filter(isSame).length
  const onlyLeft = interactions.filter((each) => each.right === undefined).length
  const onlyRight = interactions.filter((each) => each.left === undefined).length
  const changed = interactions.length - same - onlyLeft - onlyRight
  if (same === interactions.length) return `The same: ${plural(same, 'interaction')}.`
  const parts = [
    `${same} the same`,
    `${changed} changed`,
    onlyLeft && `${onlyLeft} only in ${left}`,
    onlyRight && `${onlyRight} only in ${right}`,
  ]
  return parts.filter(Boolean).join(', ')
}
