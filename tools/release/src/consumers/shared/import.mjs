import { drive } from './drive.mjs'

await drive((name) => import(name))
