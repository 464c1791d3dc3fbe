import type { Version } from './versions.ts'

/**
 * Samples that respool refuses in a file of this go-vcr that holds other samples, too, though Go reads them. It names the line and what to do; guessing would be worse.
 * The proofs leave them out and say so; whoever teaches the reader more should empty this list.
 */
export const refusals: Readonly<Partial<Record<Version, readonly string[]>>> = {
  // Its YAML is folded at 80 columns, which is left to the general reader; that one cannot know what kind of a break a raw U+2028 is.
  'v1.2': ['U+2028 and U+2029', 'U+2028 between lines', 'U+0085'],
  // It writes a leading line feed as no other YAML library does. A file with one goes to the general reader, which refuses raw control characters.
  'v4.0.5': ['a leading line feed', 'line feeds alone', 'U+2028 between lines'],
}
