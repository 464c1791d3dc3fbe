export { goVcr } from './format.ts'
export { parseGoVcr } from './parse.ts'
export { stringifyGoVcr } from './stringify.ts'
