import { findNamedFields, formFields } from './fields.ts'
import { mergeFinds, replaceFinds } from './find.ts'
import type { RedactRules } from './rules.ts'
import { findAll } from './text.ts'

/** A URL with a placeholder in the place of every secret. @param onFind told the kind, and the parameter where it was in one */
export function redactUrl(url: string, rules: RedactRules, onFind?: (kind: string, parameter: string | undefined) => void): string {
  const query = url.indexOf('?')
  const hash = url.indexOf('#')
  const parameters = query === -1 || (hash !== -1 && hash < query) ? [] : formFields(hash === -1 ? url : url.slice(0, hash), query + 1)
  const finds = mergeFinds(url, [...findAll(url, rules), ...findNamedFields(url, parameters, 'query', rules)])
  if (onFind) {
    for (const find of finds) onFind(find.kind, parameters.find(({ start, end }) => start <= find.start && find.start < end)?.name)
  }
  return replaceFinds(url, finds)
}
