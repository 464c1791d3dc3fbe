import { readFile } from 'node:fs/promises'
import { CodegenProblem } from './problem.ts'

export const repository = 'https://github.com/openai/openai-openapi'
export const specPath = 'openapi.json'

/** A spec's bytes, and the commit that they are of. */
export interface Fetched {
  readonly bytes: Uint8Array
  readonly commit: string
  readonly date: string
}

interface Source {
  /** A file or a URL, instead of the repository's own. */
  readonly spec?: string | undefined
  /** Which commit is wanted, or which one `spec` is of; the newest where it is not said. */
  readonly commit?: string | undefined
  /** Of that commit, where the network is not to be asked. */
  readonly date?: string | undefined
}

export async function fetchSpec({ spec, commit, date }: Source): Promise<Fetched> {
  if (spec !== undefined) {
    if (commit === undefined || date === undefined) {
      throw new CodegenProblem(
        '#',
        'of which commit this spec is was not said.',
        'Say it, for the lock: --spec FILE|URL --commit SHA --date YYYY-MM-DD.',
      )
    }
    return { bytes: /^https?:/.test(spec) ? await download(spec) : await readFile(spec), commit, date }
  }
  const known = await commitOf(commit)
  const url = `${repository.replace('//github.com/', '//raw.githubusercontent.com/')}/${known.commit}/${specPath}`
  return { bytes: await download(url), ...known }
}

async function commitOf(commit: string | undefined): Promise<{ commit: string; date: string }> {
  const api = repository.replace('//github.com/', '//api.github.com/repos/')
  const url = commit === undefined ? `${api}/commits?path=${specPath}&per_page=1` : `${api}/commits/${commit}`
  const answer = JSON.parse(new TextDecoder().decode(await download(url))) as CommitAnswer | CommitAnswer[]
  const found = Array.isArray(answer) ? answer[0] : answer
  if (!found) throw new CodegenProblem('#', `${url} names no commit.`, 'Name one: --commit SHA.')
  return { commit: found.sha, date: found.commit.committer.date.slice(0, 10) }
}

interface CommitAnswer {
  sha: string
  commit: { committer: { date: string } }
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok)
    throw new CodegenProblem(
      '#',
      `${url} answers ${response.status} ${response.statusText}.`,
      'Where there is no network: --spec FILE --commit SHA --date YYYY-MM-DD.',
    )
  return new Uint8Array(await response.arrayBuffer())
}
