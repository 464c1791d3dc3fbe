export { recipeSuite } from './recipe-suite.ts'
export { hasBun, runRecipe, type RecipeName, type RecipeRun } from './run.ts'
