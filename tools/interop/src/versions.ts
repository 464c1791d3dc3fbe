import type { GoVcrLayout } from '../../../packages/core/src/formats/go-vcr/layout.ts'

/** The folders of `tools/interop/go`, one for each era of go-vcr. `-compact` is that version with a MarshalFunc for respool's layout of new files. */
export const versions = ['v1.2', 'v2.3', 'v3.2', 'v4.0.4', 'v4.0.5', 'v4.0.6', 'v4.0.6-compact', 'v4.0.7'] as const

export type Version = (typeof versions)[number]

/** What each is known by: its schema and who writes its YAML. */
export const eras: Readonly<Record<Version, string>> = {
  'v1.2': 'schema 1, yaml.v2',
  'v2.3': 'schema 1, yaml.v3',
  'v3.2': 'schema 2 with all keys, yaml.v3',
  'v4.0.4': 'schema 2, yaml.v3',
  'v4.0.5': 'schema 2, goccy',
  'v4.0.6': 'schema 2, yaml v4 rc.3',
  'v4.0.6-compact': 'schema 2, yaml v4 rc.3, compact',
  'v4.0.7': 'schema 2, yaml v4 rc.6',
}

/** The layout in which respool writes what that version does, byte for byte. */
export const layouts: Readonly<Partial<Record<Version, GoVcrLayout>>> = {
  'v3.2': 'v3',
  'v4.0.4': 'v4.0.3',
  'v4.0.6': 'stock',
  'v4.0.6-compact': 'compact',
  'v4.0.7': 'v4.0.7',
}

/** go-vcr 1 and 2 keep less of an exchange: no protocol, no lengths, no host. */
export function isSchema1(version: Version): boolean {
  return version === 'v1.2' || version === 'v2.3'
}
