// Started as `node shared/import.mjs NAME FOLDER`, or with require.cjs, in a project in which that package is installed.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'

/** Loads every entry of the package in one way, then has the package do what it is for. */
export async function drive(load) {
  const [name, consumer] = process.argv.slice(2)
  const { exports = {} } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  const { prove, elsewhere = [] } = await import(`../${consumer}/prove.mjs`)
  for (const entry of Object.keys(exports).filter((each) => each !== './package.json' && !elsewhere.includes(each))) {
    const loaded = await load(name + entry.slice(1))
    assert.notEqual(Object.keys(loaded).length, 0, `${name}${entry.slice(1)} exports nothing`)
  }
  const folder = mkdtempSync('proof-')
  try {
    await prove({ load, folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
