import { RespoolError } from '../model/errors.ts'

/** A property of somebody else's object, replaced until it is restored. */
export interface Replaced {
  /** Is it still ours? Somebody may have replaced it in turn. */
  readonly inPlace: boolean
  /** Puts back what stood there, by its own descriptor. */
  restore(): void
}

/** Puts a value in the place of another, for as long as it is not restored. The property stays as visible to loops as it was. */
export function replaceProperty(target: object, key: PropertyKey, value: unknown): Replaced {
  const original = Object.getOwnPropertyDescriptor(target, key)
  Object.defineProperty(target, key, { value, configurable: true, writable: true, enumerable: original?.enumerable ?? true })
  return {
    get inPlace() {
      return Reflect.get(target, key) === value
    },
    restore() {
      if (original) Object.defineProperty(target, key, original)
      else Reflect.deleteProperty(target, key)
    },
  }
}

/**
 * Undoes a patch, once: all of it or, where somebody has patched over it since, nothing.
 *
 * @param patch the function that has patched, `patchFetch`
 * @param after what else belongs to undoing it
 * @param advice what to do where it cannot be undone
 * @throws RespoolError `patch-order`
 */
export function undoable(
  patch: string,
  target: string,
  replaced: readonly Replaced[],
  after?: () => void,
  advice = 'Undo patches last in, first out.',
): () => void {
  let installed = true
  return () => {
    if (!installed) return
    if (!replaced.every(({ inPlace }) => inPlace)) {
      const message = `${target} was replaced after ${patch}() and cannot be restored. ${advice}`
      throw new RespoolError('patch-order', message, { target })
    }
    installed = false
    for (const each of replaced.toReversed()) each.restore()
    after?.()
  }
}
