import { readFile } from 'node:fs/promises'
import type { Lock } from './lock.ts'
import { CodegenProblem } from './problem.ts'
import { sha256 } from './read-spec.ts'

export const repository = 'https://github.com/openai/openai-openapi'
export const specPath = 'openapi.json'

/** A spec's bytes, and the commit that they are of. */
export interface Fetched {
  readonly bytes: Uint8Array
  readonly commit: string
  /** Of the commit: `2026-08-21`. */
  readonly date: string
}

export interface Source {
  /** A file or a URL, instead of the repository's own. */
  readonly spec?: string | undefined
  /** Which commit is wanted, or which one `spec` is of; the newest where it is not said. */
  readonly commit?: string | undefined
  /** Of that commit, where the network is not to be asked. */
  readonly date?: string | undefined
}

/** Where the repository is asked. */
export interface Hosts {
  readonly api: string
  readonly raw: string
}

const github: Hosts = {
  api: 'https://api.github.com/repos/openai/openai-openapi',
  raw: 'https://raw.githubusercontent.com/openai/openai-openapi',
}

/** @throws CodegenProblem where it cannot be had, or where nobody says which commit it is of */
export async function fetchSpec(source: Source, locked: Lock | undefined, hosts: Hosts = github): Promise<Fetched> {
  if (source.commit !== undefined && !/^[0-9a-f]{40}$/.test(source.commit)) {
    throw new CodegenProblem('#', `--commit is ${JSON.stringify(source.commit)}.`, 'A whole one is needed: 40 hexadecimal digits.')
  }
  if (source.spec === undefined) return fromRepository(source.commit, hosts)
  const bytes = /^https?:/.test(source.spec) ? await download(source.spec) : await fromFile(source.spec)
  return { bytes, ...commitOfSpec(source, bytes, locked) }
}

// A lock without a commit would pin nothing.
function commitOfSpec({ commit, date }: Source, bytes: Uint8Array, locked: Lock | undefined): { commit: string; date: string } {
  if (locked !== undefined && (commit ?? locked.commit) === locked.commit && sha256(bytes) === locked.spec.sha256)
    return { commit: locked.commit, date: locked.date }
  if (commit !== undefined && date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date)) return { commit, date }
  throw new CodegenProblem(
    '#',
    'of which commit this spec is was not said.',
    'Say it, for the lock: --spec FILE|URL --commit SHA --date YYYY-MM-DD.',
  )
}

async function fromRepository(wanted: string | undefined, { api, raw }: Hosts): Promise<Fetched> {
  const url = wanted === undefined ? `${api}/commits?path=${specPath}&per_page=1` : `${api}/commits/${wanted}`
  const { sha, date } = commitIn(await download(url)) ?? {}
  if (sha === undefined || date === undefined) throw new CodegenProblem('#', `${url} names no commit.`, elsewhere)
  return { bytes: await download(`${raw}/${sha}/${specPath}`), commit: sha, date: date.slice(0, 10) }
}

// What answers may be anybody: a page to log in to some network.
function commitIn(bytes: Uint8Array): { sha?: string | undefined; date?: string | undefined } | undefined {
  try {
    const answer = JSON.parse(new TextDecoder().decode(bytes)) as CommitAnswer | readonly CommitAnswer[] | null
    const found = Array.isArray(answer) ? (answer as readonly CommitAnswer[])[0] : (answer as CommitAnswer | null)
    return { sha: found?.sha, date: found?.commit?.committer?.date }
  } catch {
    return undefined
  }
}

interface CommitAnswer {
  readonly sha?: string
  readonly commit?: { readonly committer?: { readonly date: string } }
}

const elsewhere = 'Where there is no network: --spec FILE --commit SHA --date YYYY-MM-DD.'

async function download(url: string): Promise<Uint8Array> {
  const broken = (what: string) => (error: unknown) => {
    throw new CodegenProblem('#', `${url} ${what}: ${error instanceof Error ? error.message : String(error)}.`, elsewhere)
  }
  const response = await fetch(url).catch(broken('cannot be reached'))
  if (!response.ok) throw new CodegenProblem('#', `${url} answers ${response.status} ${response.statusText}.`, elsewhere)
  return new Uint8Array(await response.arrayBuffer().catch(broken('broke off')))
}

async function fromFile(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    throw new CodegenProblem(
      '#',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file or a URL: --spec FILE|URL.',
    )
  })
}
