// Preloaded: what goes to OpenAI goes to the testkit's server instead, below all that tapes, which records it as OpenAI's.
const openai = 'https://api.openai.com'
const { PRETEND_OPENAI: server } = process.env

if (process.versions.bun) {
  const { fetch } = globalThis
  globalThis.fetch = Object.assign((url, init) => fetch(String(url).replace(openai, server), init), fetch)
} else {
  // Node's own undici is loaded, and has its dispatcher, once something of it was asked for.
  void globalThis.Headers
  const inner = globalThis[Symbol.for('undici.globalDispatcher.1')]
  const dispatch = (options, handler) => inner.dispatch({ ...options, origin: String(options.origin).replace(openai, server) }, handler)
  for (const key of ['undici.globalDispatcher.1', 'undici.globalDispatcher.2']) {
    const symbol = Symbol.for(key)
    if (globalThis[symbol])
      Object.defineProperty(globalThis, symbol, { value: { dispatch, close: async () => {}, destroy: async () => {} } })
  }
}
