// As bundlers give it: Wrangler by a rule of type "Text", esbuild by its loader `text`.
declare module '*.yaml' {
  const text: string
  // oxlint-disable-next-line import/no-default-export -- a module of text has nothing else
  export default text
}
