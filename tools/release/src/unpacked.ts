import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'

/** The bytes of all files in a tarball. Its blocks are as POSIX has them: a header of 512 bytes with the size in octal from byte 124 on, then the content, filled up to 512. */
export async function unpackedBytes(tarball: string): Promise<number> {
  const tar = gunzipSync(await readFile(tarball))
  let bytes = 0
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8)
    bytes += size
    at += 512 + Math.ceil(size / 512) * 512
  }
  return bytes
}
