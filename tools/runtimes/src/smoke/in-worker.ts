// A Worker: asked for `/?url=<url of the server>`, it makes the checks within that request, which is where Workers may call the network.
import { memoryChecks, open } from './memory.ts'
import { smoke } from './smoke.ts'

// oxlint-disable-next-line import/no-default-export -- what makes a module a Worker
export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url)
    await smoke(searchParams.get('url')!, open, memoryChecks)
    return new Response('reported')
  },
}
