import { bindRecorder, RespoolError, undoable } from '@respool/core/node'
import type { Patch, PatchOptions, Replaced } from '@respool/core'
import { bindDispatch, passOn } from './bind-dispatch.ts'
import type { Dispatch } from './dispatcher.ts'
import { fill, holders, nodeGlobal, peek, replaceValue } from './slots.ts'

// Under the first, undici up to 7 and Node's own fetch up to 24 look their dispatcher up; under the second, undici 8 and Node 26.
const first = Symbol.for('undici.globalDispatcher.1')
const second = Symbol.for('undici.globalDispatcher.2')

/**
 * Tapes everything that uses undici's global dispatcher, until it is disposed of: Node's own `fetch`, also where it was captured early, and `fetch`, `request`, `stream` and
 * `pipeline` of undici 6, 7 and 8, whether they are loaded already or later.
 *
 * A dispatcher of one's own (`new Agent()`) is not the global one: compose it with `createInterceptor`. `setGlobalDispatcher()` must come before `patchUndici()`.
 *
 * @throws RespoolError `invalid-option`; on disposal `patch-order`, where somebody has replaced the global dispatcher since
 * @example
 * ```ts
 * using patch = patchUndici()
 * await recorder.run(() => fetch('https://api.openai.com/v1/models'))
 * ```
 */
export function patchUndici(options: PatchOptions = {}): Patch {
  const binding = bindRecorder('patchUndici', options)
  const below = loaded()
  let installed = true

  const standIns = new Map<object, object>()
  // On Node 24 both names hold one object, and still do.
  const standIn = (inner: DispatcherLike) => {
    let made = standIns.get(inner)
    if (!made) {
      const network: Dispatch = (...request) => inner.dispatch(...request)
      const taped = bindDispatch(binding, network)
      made = inTheNameOf(inner, (request, handler) => (installed ? taped(request, handler) : passOn(network, request, handler)))
      standIns.set(inner, made)
    }
    return made
  }

  const stand = (holder: object, symbol: symbol): Replaced => {
    const inner = peek(holder, symbol) as DispatcherLike | undefined
    // Where it is empty, an undici that is loaded later would make itself a dispatcher; undici 8 would take over both names.
    return inner ? replaceValue(holder, symbol, standIn(inner)) : fill(holder, symbol, standIn(below))
  }
  const replaced = holders.flatMap((holder) => [stand(holder, first), stand(holder, second)])
  // Whoever still holds one of them afterwards must not be taped.
  const undo = undoable('patchUndici', "undici's global dispatcher", replaced, () => (installed = false), advice)
  return { outside: binding.outside, [Symbol.dispose]: undo }
}

const advice =
  'What asked since then was not taped: setGlobalDispatcher() has to come before patchUndici(), and patches are undone last in, first out.'

interface DispatcherLike {
  dispatch: Dispatch
}

/**
 * The dispatcher once Node's own undici is loaded, which happens when something of it is first needed. Patched before, it would make itself no dispatcher, and be without one ever
 * after; whatever else was loaded and has left one of the two names empty.
 */
function loaded(): DispatcherLike {
  void nodeGlobal.Headers
  const dispatcher = peek(nodeGlobal, first)
  if (dispatcher) return dispatcher as DispatcherLike
  const expected = 'Node.js, whose fetch is undici'
  const message = `patchUndici() found no undici to patch. It needs ${expected}; elsewhere, patchFetch() of @respool/fetch patches the global fetch.`
  throw new RespoolError('invalid-option', message, { option: 'runtime', value: undefined, expected })
}

/** The dispatcher that stood there in everything but what becomes of requests. */
function inTheNameOf(inner: DispatcherLike, dispatch: Dispatch): object {
  return new Proxy(inner, {
    get(target, key) {
      if (key === 'dispatch') return dispatch
      // It would have fetch hand in bodies in a form that only a MockAgent knows.
      if (key === 'isMockActive') return undefined
      const value: unknown = Reflect.get(target, key, target)
      // What closes it may be private to it.
      return typeof value === 'function' && (key === 'close' || key === 'destroy') ? value.bind(target) : value
    },
  })
}
