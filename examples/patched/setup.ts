// Once, before anything else: in vitest a setup file, in others a module that is imported first.
import { patchHttp } from '@respool/node-http'
import { patchUndici } from '@respool/undici'

patchUndici() // Node's own fetch, and whatever else stands on undici
patchHttp() // axios, got, node-fetch, and whatever else stands on node:http
