import assert from 'node:assert/strict'

/** What only loads inside a run of vitest: the runners prove it. */
export const elsewhere = ['.']

export async function prove({ load }) {
  const { respoolReporter } = await load('@respool/vitest/reporter')
  assert.equal(typeof respoolReporter({ report: 'respool-report.json' }).onInit, 'function')
}
