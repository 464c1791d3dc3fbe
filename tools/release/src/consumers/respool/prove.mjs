import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const cassette = `---
version: 2
interactions:
    - id: 0
      request:
        method: GET
        url: https://api.openai.com/v1/models
      response:
        status: 200 OK
        code: 200
        body: '{"object":"list","data":[]}'
`

/** As a user calls it, by the Node that runs this. */
async function respool(...args) {
  const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env.PATH }
  const { stdout } = await promisify(execFile)('npx', ['--no-install', 'respool', ...args], { env })
  return stdout
}

export async function prove({ folder }) {
  assert.match(await respool('--help'), /respool ls/)
  await writeFile(join(folder, 'hi.yaml'), cassette)
  assert.match(await respool('ls', folder), /hi\.yaml.*api\.openai\.com/s)
}
