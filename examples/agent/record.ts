import { recordExample } from '@respool/testkit'

await recordExample({
  program: new URL('main.ts', import.meta.url),
  cassettes: new URL('__cassettes__/', import.meta.url),
  reply({ messages }) {
    const results = (messages as { role: string }[]).filter(({ role }) => role === 'tool')
    if (results.length === 0) return { kind: 'tool-call', callId: 'call_weather', name: 'weather_in', arguments: '{"city":"Lisbon"}' }
    if (results.length === 1) return { kind: 'tool-call', callId: 'call_convert', name: 'fahrenheit', arguments: '{"celsius":18}' }
    return { kind: 'text', text: 'It is 64 °F in Lisbon. Take an umbrella: it rains.' }
  },
})
