export { goVcr } from './format.ts'
export { parseGoVcr } from './parse.ts'
export { stringifyGoVcr, type StringifyOptions } from './stringify.ts'
