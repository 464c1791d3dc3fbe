import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const url = 'https://api.openai.com/v1/chat/completions'
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] })
const answer = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: 'Olá!' } }] })
const recording = `interactions:
- request:
    body: '${body}'
    headers:
      Content-Type: [application/json]
    method: POST
    uri: ${url}
  response:
    body: {string: '${answer}'}
    headers:
      Content-Type: [application/json]
    status: {code: 200, message: OK}
version: 1
`

export async function prove({ load, folder }) {
  const { exportFixtures, importFixtures, openRecorder, vcrpy } = await load('@respool/python-fixture-import')
  const { createFetch } = await load('@respool/fetch')
  const ask = async (file, options) => {
    const recorder = await openRecorder(file, { mode: 'replay', strict: true, ...options })
    const response = await createFetch(recorder)(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    assert.equal(await response.text(), answer)
    await recorder.close()
  }
  const [python, own] = [join(folder, 'python'), join(folder, 'own')]
  await mkdir(python)
  await writeFile(join(python, 'hi.yaml'), recording)
  await ask(join(python, 'hi.yaml'), { format: vcrpy() })
  const { cassettes } = await importFixtures(python, { to: own })
  assert.equal(cassettes.length, 1)
  await ask(join(own, 'hi.yaml'))
  await exportFixtures(join(own, 'hi.yaml'), { format: 'vcrpy', to: join(folder, 'back') })
}
