// How `changeset version` writes a CHANGELOG: for users, to whom the hash of a commit says nothing.

/** A change, as its changeset has it. */
export async function getReleaseLine({ summary }) {
  const [first, ...rest] = summary.split('\n').map((line) => line.trimEnd())
  return [`- ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))].join('\n')
}

/** An adapter's users install the adapter alone: where the core's news are is for them to know. */
export async function getDependencyReleaseLine(_changesets, dependencies) {
  return dependencies
    .map(
      ({ name, newVersion, dir }) =>
        `- With [${name} ${newVersion}](https://github.com/respool/respool/blob/main/packages/${dir.split(/[\\/]/).at(-1)}/CHANGELOG.md).`,
    )
    .join('\n')
}
