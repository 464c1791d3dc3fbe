type Callable = (this: unknown, ...args: unknown[]) => unknown

/**
 * A test API that says when something is declared through it, in whatever way (`test`, `test.only`, `test.each(…)`, `test.extend(…)`), and else is what it was.
 *
 * @param adapt what becomes of the arguments of its methods
 */
export function onDeclare<Api extends object>(api: Api, declared: () => void, adapt: (method: string, args: unknown[]) => unknown[]): Api {
  const watch = (target: Callable, name = ''): Callable =>
    new Proxy(target, {
      apply(call, self, args: unknown[]) {
        declared()
        const result = Reflect.apply(call, self, adapt(name, args))
        return typeof result === 'function' ? watch(result as Callable) : result
      },
      get(from, key) {
        const value: unknown = Reflect.get(from, key)
        return typeof key === 'string' && typeof value === 'function' ? watch(value as Callable, key) : value
      },
    })
  return watch(api as unknown as Callable) as unknown as Api
}
