// `pnpm docs:api`: the API reference of what is published, into docs/api. What is undocumented, or leads nowhere, is an error.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, type CommentDisplayPart, DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc'
import { entryPoints } from './packages.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const entries = entryPoints(root)

const app = await Application.bootstrap({
  name: 'respool',
  readme: 'none',
  // As they stand in the source: what is asked for most comes first.
  sort: ['source-order'],
  navigation: { compactFolders: false, includeFolders: false },
  out: join(root, 'docs/api'),
  entryPoints: entries.map(({ file }) => file),
  tsconfig: here('../tsconfig.json'),
  // Or each reference changes with every commit.
  disableSources: true,
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  validation: { invalidLink: true, notExported: true, notDocumented: true },
  packagesRequiringDocumentation: [...new Set(entries.map((entry) => entry.packageName))],
  // All but properties, many of which say by their name and type what they are.
  requiredToBeDocumented: ['Enum', 'Variable', 'Function', 'Class', 'Interface', 'Method', 'Accessor', 'TypeAlias'],
})
const named = (app.getEntryPoints() ?? []).map((found) => ({
  ...found,
  displayName: entries.find(({ file }) => file === found.sourceFile.fileName)?.name ?? found.displayName,
}))
const project = app.converter.convert(named)
// What the source takes apart at once.
for (const each of project.getReflectionsByKind(ReflectionKind.Parameter)) if (each.name === '__namedParameters') each.name = 'options'
app.options.setValue('intentionallyNotDocumented', generated(project))
project.readme = welcome(project)
app.validate(project)
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1
else await app.generateOutputs(project)

/** What is generated from OpenAI's specification is documented there; here only its names are wanted, for its types would fill 30 MB. */
function generated(all: ProjectReflection): string[] {
  const kinds = ReflectionKind.Variable | ReflectionKind.Interface | ReflectionKind.TypeAlias | ReflectionKind.TypeLiteral
  const found = all.getReflectionsByKind(kinds).filter((each) => all.getSymbolIdFromReflection(each)?.fileName?.includes('/generated/'))
  for (const each of found) {
    const inside = each instanceof DeclarationReflection ? (each.children ?? []) : []
    for (const member of inside.slice()) all.removeReflection(member)
  }
  return found.filter((each) => !each.hasComment() && !each.kindOf(ReflectionKind.TypeLiteral)).map((each) => each.getFullName())
}

/** The first page: what there is, and what each package is for. */
function welcome({ children = [] }: ProjectReflection): CommentDisplayPart[] {
  const intro = 'What the packages of respool export. How to use them is told in their READMEs and in the guides.\n\n'
  const lines = entries.flatMap(({ name, packageName, description }): CommentDisplayPart[] => {
    const target = children.find((each) => each.name === name)
    const text = name === packageName ? `: ${description}` : ''
    return [
      { kind: 'text', text: '- ' },
      target ? { kind: 'inline-tag', tag: '@link', text: name, target } : { kind: 'text', text: name },
      { kind: 'text', text: `${text}\n` },
    ]
  })
  return [{ kind: 'text', text: intro }, ...lines]
}
