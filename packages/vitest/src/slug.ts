import { createHash } from 'node:crypto'

const longest = 60

// What Windows keeps for its devices, whatever the extension.
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/

// What would look like the slug of another name.
const hashed = /(^|-)[\da-f]{8}$/

/**
 * A name that every file system takes, and no two names share. Lower-case words of ASCII letters and digits with single spaces between them become what they say
 * (`says hi` is `says-hi`); of any other name that much is kept, and eight digits of its hash are added, also where only the case is lost: some file systems do not know it.
 */
export function slug(name: string): string {
  const readable = words(name)
  const says = name !== '' && name === readable.replaceAll('-', ' ')
  if (says && readable.length <= longest && !device.test(readable) && !hashed.test(readable)) return readable
  const kept = readable.slice(0, longest).replace(/-$/, '')
  return kept === '' ? hash(name) : `${kept}-${hash(name)}`
}

/** Letters lose their accents, whatever else is no letter or digit of ASCII becomes a hyphen. */
function words(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
