import { RespoolError } from '../model/errors.ts'
import { invalidOption, oneOf } from '../model/options.ts'
import { redactRules } from '../redact/rules.ts'
import { redactUrl } from '../redact/url.ts'
import { openaiProfile } from '../model/profile.ts'
import type { Recorder, RequestHead, Verdict } from '../recorder/contract.ts'
import { refusal } from '../recorder/misses.ts'

/** Whose recorder a patch asks. */
export interface PatchOptions {
  /** What decides on every request. Default, on Node, Bun and Deno: the recorder that `recorder.run` has bound to the caller's async context. */
  readonly recorder?: Recorder
  /** What becomes of a request where neither is there: it is a `miss` (default), or it may `pass` to the network. */
  readonly outside?: 'miss' | 'pass'
}

/** How many requests came where no recorder was bound. */
export interface Outside {
  readonly passed: number
  readonly missed: number
}

/** A patched client, until it is disposed of. */
export interface Patch extends Disposable {
  readonly outside: Outside
}

/** What an adapter asks in place of a recorder: it finds the one whose turn it is. */
export interface Binding {
  /** The recorder of the caller's async context: to be called where the application makes its request. */
  current(): BoundRecorder
  readonly outside: Outside
}

/** What an adapter asks on one request: a recorder, or, where there is none, what refuses or lets pass. */
export interface BoundRecorder {
  /** As of a recorder: what to do with a request. */
  begin(head: RequestHead): Verdict
  /** As of a recorder: does whatever goes to this URL pass? It is then counted, and must not be begun. */
  passes(url: string): boolean
  /** Calls the network; what adapters that stand below this one then see is not asked about again. */
  through<Value>(call: () => Value): Value
}

/** What is known of an async context. */
export interface ScopeState {
  readonly recorder?: Recorder | undefined
  /** Those that have already decided on the request under way. */
  readonly through: readonly Recorder[]
}

/** Async contexts, on runtimes that have them. */
export interface Scope {
  state(): ScopeState | undefined
  run<Value>(state: ScopeState, call: () => Value): Value
}

export function createBinding(caller: string, options: PatchOptions, scope: Scope | undefined): Binding {
  const { recorder, outside = 'miss' } = options
  oneOf('outside', outside, ['miss', 'pass'])
  if ('recorder' in options && typeof recorder?.begin !== 'function') throw notOpen(caller, recorder)
  if (!recorder && !scope) throw recorderWanted(caller)
  const counts = { passed: 0, missed: 0 }

  return {
    outside: counts,
    current() {
      const state = scope?.state() ?? unbound
      const asked = recorder ?? state.recorder
      const through: BoundRecorder['through'] = (call) =>
        scope ? scope.run(asked ? { ...state, through: [...state.through, asked] } : state, call) : call()
      // Whoever stands above has decided: asked again, it would be recorded twice.
      if (asked ? state.through.includes(asked) : state.through.length > 0) return { begin: () => pass, passes: () => true, through }
      if (asked) return { begin: (head) => asked.begin(head), passes: (url) => asked.passes(url), through }
      return {
        begin: (head) => {
          counts[outside === 'pass' ? 'passed' : 'missed']++
          return outside === 'pass' ? pass : refusal(noRecorder(caller, head), 'respond')
        },
        passes: () => {
          if (outside === 'pass') counts.passed++
          return outside === 'pass'
        },
        through,
      }
    },
  }
}

const pass = { kind: 'pass' } as const
const unbound: ScopeState = { through: [] }

/** Clients make a mere connection error of what fails when they ask, so this is said before; and as what was given may hold a key, it is not shown. */
function notOpen(caller: string, given: unknown): RespoolError {
  const what = kindOf(given)
  const expected = 'what `await openRecorder(path)` gives or, in vitest, the fixture of the `test` of @respool/vitest'
  return invalidOption('recorder', what, expected, `${caller} needs an open recorder, and was given ${what}. It is ${expected}.`)
}

function kindOf(given: unknown): string {
  if (given instanceof Promise) return 'a promise'
  if (given === undefined || given === null) return String(given)
  return typeof given === 'object' ? 'an object that is none' : `a ${typeof given}`
}

function recorderWanted(caller: string): RespoolError {
  const expected = 'an open recorder'
  const message = `${caller} needs \`recorder\`: ${expected}. This runtime has no async contexts that one could be bound to.`
  return invalidOption('recorder', undefined, expected, message)
}

function noRecorder(caller: string, head: RequestHead): RespoolError<'no-recorder'> {
  const method = head.method.toUpperCase()
  const rules = redactRules(undefined, openaiProfile, {})
  const url = rules ? redactUrl(head.url, rules) : head.url
  const message =
    `${method} ${url} came where no recorder is bound, and was not sent. ` +
    `Make it inside recorder.run() or a test of @respool/vitest, give \`recorder\` to ${caller}(), or let such requests pass with outside: 'pass'.`
  return new RespoolError('no-recorder', message, { method, url })
}
