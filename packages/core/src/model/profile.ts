/** What is known of one API; plain data. */
export interface ApiProfile {
  readonly name: string
  /** Headers that are safe and useful to keep, in lower case. What is not named is not stored. */
  readonly keepHeaders: { readonly request: readonly string[]; readonly response: readonly string[] }
  /**
   * With what its streams end: the data of a last event, or its type; of a stream of lines of JSON, what the last one holds. A client may go away once it has seen it, or
   * stop reading; the stream is whole all the same.
   */
  readonly lastEvents: {
    readonly data: readonly string[]
    readonly event: readonly string[]
    readonly line: readonly { readonly [name: string]: string | number | boolean }[]
  }
}

/** What OpenAI and the APIs modelled on it send. */
export const openaiProfile: ApiProfile = {
  name: 'openai',
  keepHeaders: {
    request: [
      'accept',
      'accept-language',
      'anthropic-beta',
      'anthropic-version',
      'content-language',
      'content-type',
      'idempotency-key',
      'openai-beta',
      'user-agent',
    ],
    response: [
      'content-disposition',
      'content-language',
      'content-type',
      'last-modified',
      'location',
      'retry-after',
      'retry-after-ms',
      'x-ratelimit-limit-requests',
      'x-ratelimit-limit-tokens',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-remaining-tokens',
      'x-ratelimit-reset-requests',
      'x-ratelimit-reset-tokens',
      'x-should-retry',
    ],
  },
  lastEvents: {
    data: ['[DONE]'],
    event: ['response.completed', 'response.failed', 'response.incomplete', 'message_stop'],
    line: [{ done: true }],
  },
}
