/** The platform's `fetch`, and whatever has its type. */
export type Fetch = typeof globalThis.fetch
