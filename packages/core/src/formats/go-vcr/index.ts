export { goVcr, goVcrFormat, type GoVcrOptions } from './format.ts'
export type { GoVcrLayout } from './layout.ts'
export { parseGoVcr } from './parse.ts'
export { stringifyGoVcr } from './stringify.ts'
