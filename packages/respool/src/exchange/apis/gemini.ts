import { isObject, type JsonObject } from '@respool/core'
import { joinTexts, listIn, objectIn, partsOf, turnOf } from '../parts.ts'
import { answerOf, type Api } from './api.ts'

/** Google's generateContent, of Gemini's API and of Vertex. */
export const gemini: Api = {
  name: 'generate content',
  fits: ({ body }) => 'contents' in body,
  turns(body) {
    const system = objectIn(body, 'systemInstruction') ?? objectIn(body, 'system_instruction')
    const contents =
      typeof body['contents'] === 'string' ? [{ role: 'user', parts: [{ text: body['contents'] }] }] : listIn(body, 'contents')
    return [...(system ? [{ role: 'system', parts: partsOf(system['parts']) }] : []), ...contents.map(turnOf)]
  },
  answers(values) {
    const candidates = values.flatMap((each) => listIn(each, 'candidates'))
    const indices = [...new Set(candidates.map(({ index }) => index ?? 0))]
    return indices.map((at) => {
      const own = candidates.filter(({ index }) => (index ?? 0) === at)
      const parts = own.flatMap((each) => listIn(objectIn(each, 'content'), 'parts')).filter((part) => !isSignature(part))
      return answerOf(joinTexts(partsOf(parts)), own.findLast((each) => each['finishReason'])?.['finishReason'])
    })
  },
}

/** Of a thought that is not told. */
function isSignature(part: JsonObject): boolean {
  return isObject(part) && (part['text'] === '' || part['text'] === undefined) && 'thoughtSignature' in part && !('functionCall' in part)
}
