import type { Code, Html, Node, Parents } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Block } from './block.ts'

/**
 * Every fenced block of a page. What is done with it stands behind the language, where no reader sees it, or in comments right above:
 *
 * | word | |
 * | --- | --- |
 * | `run` | runs, by Node or the shell; all blocks of a page in order, in one folder |
 * | `fails`, `offline` | ends with an error; sends no request |
 * | `file=NAME` | is written there first |
 * | `NAME=value` | an environment variable |
 * | `output` | is what the run before it printed; `…` stands for anything, alone on a line for any lines |
 * | `cassette` | is a whole cassette |
 *
 * `<!-- before: code -->` puts code in front, `<!-- run: command -->` says what an output is of, `<!-- unchecked: reason -->` lets a block be.
 */
export function extractBlocks(page: string, markdown: string): Block[] {
  return siblingsOf(fromMarkdown(markdown)).map(({ code, comments }) => blockOf(page, code, comments))
}

interface Found {
  readonly code: Code
  readonly comments: readonly string[]
}

function siblingsOf(parent: Parents): Found[] {
  const found: Found[] = []
  let comments: string[] = []
  for (const node of parent.children as Node[]) {
    if (node.type === 'code') found.push({ code: node as Code, comments })
    if ('children' in node) found.push(...siblingsOf(node as Parents))
    comments = node.type === 'html' ? [...comments, ...commentsIn((node as Html).value)] : []
  }
  return found
}

function commentsIn(html: string): string[] {
  return Array.from(html.matchAll(/<!--(.*?)-->/gs), ([, text]) => text!.trim())
}

const words = ['run', 'fails', 'offline', 'output', 'cassette'] as const

function blockOf(page: string, { lang, meta, value, position }: Code, comments: readonly string[]): Block {
  const line = position!.start.line + 1
  const said = (meta ?? '').split(/\s+/).filter(Boolean)
  const settings = said.filter((word) => word.includes('=')).map((word) => word.split(/=(.*)/s, 2) as [string, string])
  const unknown = said.filter((word) => !word.includes('=') && !(words as readonly string[]).includes(word))
  if (unknown.length > 0) throw new Error(`${page}:${line - 1}: ${unknown.join(', ')} is not one of ${words.join(', ')}, file=… and NAME=…`)
  const comment = (name: string) => comments.find((text) => text.startsWith(`${name}:`))?.slice(name.length + 1)
  return {
    page,
    line,
    lang: lang ?? '',
    code: `${value}\n`,
    run: said.includes('run'),
    fails: said.includes('fails'),
    offline: said.includes('offline'),
    output: said.includes('output'),
    cassette: said.includes('cassette'),
    file: settings.find(([name]) => name === 'file')?.[1],
    env: Object.fromEntries(settings.filter(([name]) => name !== 'file')),
    before: comment('before')?.trim().concat('\n') ?? '',
    command: comment('run')?.trim(),
    unchecked: comment('unchecked')?.trim(),
  }
}
