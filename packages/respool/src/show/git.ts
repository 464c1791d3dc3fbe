/** How git is told to show conversations in place of YAML: what stands in .gitattributes, and what each clone sets once. */
export const gitSetup = `# In .gitattributes, to commit: whatever holds your cassettes.
**/__cassettes__/**/*.yaml diff=respool

# In each clone, once:
git config diff.respool.textconv "npx respool show --git"
git config diff.respool.cachetextconv true
`
