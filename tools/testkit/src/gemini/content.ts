import { frameDefaults, replyTokens, type Reply, type ReplyFrame } from '../reply.ts'

/** The parts of a streamed answer of Gemini's API: each is a whole response with a piece of the text. A tool's call comes in one piece. https://ai.google.dev/api/generate-content */
export function contentChunks(reply: Reply, given: Partial<ReplyFrame> = {}): object[] {
  const frame = { ...frameDefaults, ...given }
  const pieces = reply.kind === 'tool-call' ? [partOf(reply)] : replyTokens(reply).map((text) => ({ text }))
  return pieces.map((part, index) => chunkOf(part, reply, frame, index === pieces.length - 1))
}

/** The same answer in one piece. */
export function contentBody(reply: Reply, given: Partial<ReplyFrame> = {}): object {
  return chunkOf(partOf(reply), reply, { ...frameDefaults, ...given }, true)
}

function chunkOf(part: object, reply: Reply, { id, model, promptTokens }: ReplyFrame, last: boolean): object {
  const candidatesTokenCount = replyTokens(reply).length
  const candidate = { content: { parts: [part], role: 'model' }, ...(last ? { finishReason: finishReason(reply) } : {}), index: 0 }
  return {
    candidates: [candidate],
    usageMetadata: {
      promptTokenCount: promptTokens,
      ...(last ? { candidatesTokenCount } : {}),
      totalTokenCount: promptTokens + (last ? candidatesTokenCount : 0),
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokens }],
    },
    modelVersion: model,
    responseId: id,
  }
}

function partOf(reply: Reply): object {
  if (reply.kind !== 'tool-call') return { text: reply.text }
  return { functionCall: { name: reply.name, args: JSON.parse(reply.arguments) as object } }
}

function finishReason({ kind }: Reply): string {
  return kind === 'refusal' ? 'SAFETY' : 'STOP'
}
