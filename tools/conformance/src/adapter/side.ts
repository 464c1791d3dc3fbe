import { memoryStore, type CassetteStore } from '@respool/core'
import { expect } from 'vitest'

import type { Send } from './driver.ts'
import { textOf } from './read.ts'
import { type Rig } from './rig.ts'

interface Asked {
  readonly prompt?: string
  readonly system?: string
  readonly temperature?: number
  readonly reverse?: boolean
  readonly indent?: number
  readonly model?: string
  readonly headers?: readonly (readonly [string, string])[]
}

export function side(rig: Rig): void {
  function ask(send: Send, asked: Asked): Promise<string> {
    const { prompt = 'Say hi', system = 'You help', temperature = 0, model = 'gpt-4o', reverse, indent = 0, headers = [] } = asked
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content: prompt },
    ]
    const fields = Object.entries({ model, messages, temperature })
    return send({
      url: `${rig.server.url}/v1/chat/completions`,
      method: 'POST',
      headers: [['content-type', 'application/json'], ...headers],
      body: JSON.stringify(Object.fromEntries(reverse ? fields.reverse() : fields), null, indent),
    }).then(textOf)
  }

  async function inMode(mode: 'once' | 'replay', store: CassetteStore, use: (send: Send) => Promise<string[]>): Promise<string[]> {
    const before = rig.server.count
    await using taped = await rig.open(store, { mode, strict: true })
    const answers = await use(taped.send)
    await taped.close()
    if (mode === 'replay') expect(rig.server.count).toBe(before)
    return answers
  }

  const inTurn = (all: readonly Asked[]) => async (send: Send) => {
    const answers: string[] = []
    for (const each of all) answers.push(await ask(send, each))
    return answers
  }
  const atOnce = (all: readonly Asked[]) => (send: Send) => Promise.all(all.map((each) => ask(send, each)))

  for (const [name, one, other] of [
    ['two prompts of one length', { prompt: 'aaaa' }, { prompt: 'bbbb' }],
    ['the system prompt', { system: 'You help' }, { system: 'You joke' }],
    ['the temperature', { temperature: 0 }, { temperature: 1 }],
  ] as const satisfies [string, Asked, Asked][]) {
    rig.case(`what differs in meaning is told apart, in any order: ${name}`, async () => {
      const store = memoryStore()
      // The server's answer follows from the whole request, so the two differ.
      const answers = await inMode('once', store, inTurn([one, other]))
      expect(await inMode('replay', store, inTurn([other, one]))).toEqual([answers[1], answers[0]])
    })
  }

  for (const [name, changed] of [
    ['keys in another order', { reverse: true }],
    ['JSON with white space', { indent: 2 }],
    ['another API key', { headers: [['authorization', 'Bearer another']] }],
    [
      'another version of the SDK',
      {
        headers: [
          ['user-agent', 'OpenAI/JS 99'],
          ['x-stainless-package-version', '99'],
        ],
      },
    ],
  ] as const satisfies [string, Asked][]) {
    rig.case(`what does not differ in meaning finds its answer: ${name}`, async () => {
      const store = memoryStore()
      const headers = [
        ['authorization', 'Bearer one'],
        ['user-agent', 'OpenAI/JS 1'],
      ] as const
      const answers = await inMode('once', store, inTurn([{ headers }]))
      expect(await inMode('replay', store, inTurn([changed]))).toEqual(answers)
    })
  }

  rig.case('20 different requests at once each have their own answer, recorded and replayed', async () => {
    const store = memoryStore()
    const prompts = Array.from({ length: 20 }, (_, n) => ({ prompt: `number ${n + 10}` }))
    const answers = await inMode('once', store, atOnce(prompts))
    expect(new Set(answers).size).toBe(20)
    expect(await inMode('replay', store, atOnce(prompts.toReversed()))).toEqual(answers.toReversed())
  })

  rig.case('20 identical requests at once each have an answer of their own, none twice', async () => {
    const store = memoryStore()
    const same = Array.from({ length: 20 }, () => ({ model: 'test-count' }))
    const answers = await inMode('once', store, atOnce(same))
    expect(new Set(answers).size).toBe(20)
    expect((await inMode('replay', store, atOnce(same))).toSorted()).toEqual(answers.toSorted())
  })

  rig.case('one request asked three times has its three answers in turn, and the fourth time is a miss', async () => {
    const store = memoryStore()
    const three = Array.from({ length: 3 }, () => ({ model: 'test-count', prompt: 'in turn' }))
    const answers = await inMode('once', store, inTurn(three))
    expect(new Set(answers).size).toBe(3)
    expect(await inMode('replay', store, inTurn(three))).toEqual(answers)

    await using taped = await rig.open(store, { mode: 'replay' })
    const fourth = (await inTurn([...three, three[0]!])(taped.send))[3]!
    const { error } = JSON.parse(fourth) as { error: { message: string } }
    expect(error.message).toContain('interaction 0 (POST')
    expect(error.message).toContain('already played')
    await expect(taped.close()).rejects.toThrow(/repeats: true/)
  })

  rig.case('with repeats, the last answer goes on', async () => {
    const store = memoryStore()
    const answers = await inMode(
      'once',
      store,
      inTurn([
        { model: 'test-count', prompt: 'on' },
        { model: 'test-count', prompt: 'on' },
      ]),
    )
    await using taped = await rig.open(store, { mode: 'replay', repeats: true })
    const five = await inTurn(Array.from({ length: 5 }, () => ({ model: 'test-count', prompt: 'on' })))(taped.send)
    expect(five).toEqual([answers[0], answers[1], answers[1], answers[1], answers[1]])
    await taped.close()
  })
}
