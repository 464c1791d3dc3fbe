import { errorBody, unmarkedStreams } from './operations.config.ts'
import type { Schema } from './schema.ts'

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } })

/** A spec with the operations that the tables name, small enough to be read. */
export function smallSpec(): SmallSpec {
  const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
  const paths: SmallSpec['paths'] = {}
  const add = (key: string, operation: object) => {
    const [method, path] = key.split(' ') as [string, string]
    paths[path] = { ...paths[path], [method.toLowerCase()]: { operationId: key.replaceAll(/\W/g, ''), ...operation } }
  }
  for (const [key] of unmarkedStreams) add(key, { responses: { 200: json(named('Answer')) } })
  add('POST /chat/completions', {
    operationId: 'createChat',
    requestBody: json(named('Question')),
    responses: {
      200: {
        content: {
          'application/json': { schema: { type: 'object', description: 'Prose of it.' } },
          'text/event-stream': { schema: named('Chunk') },
        },
      },
    },
  })
  add('POST /responses', { operationId: 'createResponse', responses: { 200: json(named('Answer')) } })
  add('POST /responses?beta=true', { operationId: 'beta', responses: { 200: json(named('Missing')) } })
  add('GET /organization/users', { operationId: 'admin', responses: { 200: json(named('Missing')) } })
  const schemas: { [name: string]: Schema } = {
    Question: { type: 'object', required: ['model'], properties: { model: { type: 'string' }, 'odd-one': named('Odd-1') } },
    Answer: { type: 'object', description: 'Prose of it.', properties: { text: { type: 'string', nullable: true } } },
    Chunk: { oneOf: [named('Start'), named('Stop')], discriminator: { propertyName: 'type' } },
    Start: { type: 'object', required: ['type'], properties: { type: { type: 'string', enum: ['start'] } } },
    Stop: { type: 'object', required: ['type'], properties: { type: { type: 'string', enum: ['stop'] } } },
    'Odd-1': { type: 'string' },
    Unused: { unevaluatedProperties: false },
    [errorBody]: { type: 'object', properties: { error: { type: 'string' } } },
  }
  for (const [, chunk] of unmarkedStreams) schemas[chunk] ??= { type: 'object', properties: { id: { type: 'string' } } }
  return { openapi: '3.1.0', info: { version: '2.3.0' }, paths, components: { schemas } }
}

/** A spec that a test may change in any way. */
export interface SmallSpec {
  openapi: unknown
  info: { version: string }
  paths: { [path: string]: { [method: string]: { [key: string]: unknown } } }
  components: { schemas: { [name: string]: Schema } }
}
