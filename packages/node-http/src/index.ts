export { createAgent, type CreateAgentOptions } from './create-agent.ts'
export { patchHttp } from './patch-http.ts'
export { openRecorder } from '@respool/core/node'
export type { Outside, Patch, PatchOptions, Recorder, RecorderOptions, Summary } from '@respool/core'
