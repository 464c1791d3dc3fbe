/** Gives a built response what only a fetched one has, which code that follows redirects or logs URLs looks at. Its clones have it too. */
export function likeFetched(response: Response, { url, redirected }: { url: string; redirected: boolean }): Response {
  const clone = () => likeFetched(Response.prototype.clone.call(response), { url, redirected })
  return Object.defineProperties(response, {
    url: { value: url, configurable: true },
    redirected: { value: redirected, configurable: true },
    type: { value: 'basic', configurable: true },
    clone: { value: clone, configurable: true, writable: true },
  })
}
