/** The folders of `tools/interop/go`, one for each era of go-vcr. */
export const versions = ['v1.2', 'v2.3', 'v3.2', 'v4.0.2', 'v4.0.5', 'v4.0.7'] as const

export type Version = (typeof versions)[number]

/** What each is known by: its schema and who writes its YAML. */
export const eras: Readonly<Record<Version, string>> = {
  'v1.2': 'schema 1, yaml.v2',
  'v2.3': 'schema 1, yaml.v3',
  'v3.2': 'schema 2 with all keys, yaml.v3',
  'v4.0.2': 'schema 2, yaml.v3',
  'v4.0.5': 'schema 2, goccy',
  'v4.0.7': 'schema 2, yaml v4',
}

/** go-vcr 1 and 2 keep less of an exchange: no protocol, no lengths, no host. */
export function isSchema1(version: Version): boolean {
  return version === 'v1.2' || version === 'v2.3'
}
