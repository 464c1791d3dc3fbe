/** What go-vcr's Go structs hold: `texts` is a list of strings, `headers` a map of such lists. */
type FieldKind = 'text' | 'integer' | 'boolean' | 'texts' | 'headers' | 'duration'

export interface Field {
  readonly key: string
  readonly kind: FieldKind
  /** Since go-vcr 4.0.3 it is left out where it is empty. */
  readonly omitEmpty?: true
  /** go-vcr 1 measured nothing and wrote `""`. */
  readonly mayBeEmpty?: true
}

/** The two generations of go-vcr's files, by the `version` that they begin with. */
export interface Schema {
  readonly version: 1 | 2
  /** In the order in which go-vcr writes them. */
  readonly requestFields: readonly Field[]
  readonly responseFields: readonly Field[]
  readonly requestKeys: ReadonlySet<string>
  readonly responseKeys: ReadonlySet<string>
}

function schema(version: 1 | 2, requestFields: readonly Field[], responseFields: readonly Field[]): Schema {
  const keys = (fields: readonly Field[]): Set<string> => new Set(fields.map(({ key }) => key))
  return { version, requestFields, responseFields, requestKeys: keys(requestFields), responseKeys: keys(responseFields) }
}

const requestFields: readonly Field[] = [
  { key: 'proto', kind: 'text' },
  { key: 'proto_major', kind: 'integer' },
  { key: 'proto_minor', kind: 'integer' },
  { key: 'content_length', kind: 'integer' },
  { key: 'transfer_encoding', kind: 'texts', omitEmpty: true },
  { key: 'trailer', kind: 'headers', omitEmpty: true },
  { key: 'host', kind: 'text' },
  { key: 'remote_addr', kind: 'text', omitEmpty: true },
  { key: 'request_uri', kind: 'text', omitEmpty: true },
  { key: 'body', kind: 'text', omitEmpty: true },
  { key: 'form', kind: 'headers', omitEmpty: true },
  { key: 'headers', kind: 'headers', omitEmpty: true },
  { key: 'url', kind: 'text' },
  { key: 'method', kind: 'text' },
]

const responseFields: readonly Field[] = [
  { key: 'proto', kind: 'text' },
  { key: 'proto_major', kind: 'integer' },
  { key: 'proto_minor', kind: 'integer' },
  { key: 'transfer_encoding', kind: 'texts', omitEmpty: true },
  { key: 'trailer', kind: 'headers', omitEmpty: true },
  { key: 'content_length', kind: 'integer' },
  { key: 'uncompressed', kind: 'boolean', omitEmpty: true },
  { key: 'body', kind: 'text' },
  { key: 'headers', kind: 'headers' },
  { key: 'status', kind: 'text' },
  { key: 'code', kind: 'integer' },
  { key: 'duration', kind: 'duration' },
]

/**
 * What go-vcr 3 and 4 write.
 *
 * @see https://github.com/dnaeon/go-vcr/blob/v4.0.6/pkg/cassette/cassette.go
 */
export const schema2 = /* @__PURE__ */ schema(2, requestFields, responseFields)

/**
 * What go-vcr 1 and 2 wrote: no ids, and only what matters to a client.
 *
 * @see https://github.com/dnaeon/go-vcr/blob/v2.3.0/cassette/cassette.go
 */
export const schema1 = /* @__PURE__ */ schema(
  1,
  [
    { key: 'body', kind: 'text' },
    { key: 'form', kind: 'headers' },
    { key: 'headers', kind: 'headers' },
    { key: 'url', kind: 'text' },
    { key: 'method', kind: 'text' },
  ],
  [
    { key: 'body', kind: 'text' },
    { key: 'headers', kind: 'headers' },
    { key: 'status', kind: 'text' },
    { key: 'code', kind: 'integer' },
    { key: 'duration', kind: 'duration', mayBeEmpty: true },
  ],
)
