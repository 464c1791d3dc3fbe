export const openNames = {
  json: 'JSON.parse of the same data',
  all: 'respool, every request and chunk',
  answer: 'respool, opened and one answer',
  jsYaml: 'js-yaml 4',
} as const
