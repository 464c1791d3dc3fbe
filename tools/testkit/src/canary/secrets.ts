/** What a secret looks like: nothing here is a key, all of it is made up when the test runs, so that no scanner of a repository finds one. */
type Shape = (random: (length: number, alphabet?: string) => string) => string

const hex = '0123456789abcdef'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const awkward = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+/=!~'

const plain: Shape = (random) => random(24)

const shapes = {
  // In request headers.
  openaiInHeader: (random) => `sk-proj-${random(48)}`,
  anthropicInHeader: (random) => `sk-ant-api03-${random(60)}`,
  azureInHeader: (random) => random(32, hex),
  cookie: plain,
  organization: (random) => `org-${random(24)}`,
  proxyPassword: plain,
  githubInKeptHeader: (random) => `ghp_${random(36)}`,
  envInKeptHeader: (random) => random(20, awkward.replace('=', '')),
  // In URLs.
  googleInQuery: (random) => `AIza${random(35)}`,
  keyInQuery: plain,
  sharedAccessSignature: (random) => `${random(43, base64)}=`,
  accessTokenInQuery: plain,
  huggingfaceInPath: (random) => `hf_${random(34)}`,
  // In JSON.
  password: (random) => `${random(8)} ${random(8)}!"\\`,
  clientSecret: plain,
  openaiInPrompt: (random) => `sk-${random(48)}`,
  awsId: (random) => `AKIA${random(16, upper)}`,
  awsSecret: (random) => `aB${random(38, base64)}`,
  jwt: (random) => `eyJ${random(20)}.eyJ${random(60)}.${random(43)}`,
  pem: (random) => pem(random(160, base64)),
  slack: (random) => `xoxb-${random(12, hex)}-${random(24)}`,
  refreshToken: plain,
  basicPassword: plain,
  storageKey: (random) => `${random(86, base64)}==`,
  envPlain: (random) => random(28, awkward),
  envInBase64: (random) => random(28, awkward),
  envInUrl: (random) => random(28, awkward),
  urlPassword: plain,
  xaiInTurns: (random) => `xai-${random(60)}`,
  // In forms.
  secretInForm: plain,
  passwordInForm: (random) => `${random(12)}&=%+ ${random(8)}`,
  keyInMultipart: plain,
  githubInFile: (random) => `github_pat_${random(60)}`,
  // In answers.
  openrouterInEvent: (random) => `sk-or-v1-${random(64, hex)}`,
  groqOverChunks: (random) => `gsk_${random(52)}`,
  envOverChunks: (random) => random(28, awkward),
  accessTokenInAnswer: plain,
  setCookie: plain,
  tokenInLocation: plain,
  googleInLocation: (random) => `AIza${random(35)}`,
  // In answers, over several events.
  openaiOverDeltas: (random) => `sk-proj-${random(48)}`,
  keyOverArguments: plain,
  anthropicOverDeltas: (random) => `sk-ant-api03-${random(60)}`,
  envOverDeltas: (random) => random(28, awkward),
} satisfies { [name: string]: Shape }

export type SecretName = keyof typeof shapes
export type Secrets = Readonly<Record<SecretName, string>>

/** Fake secrets of every kind, the same for the same seed. */
export function fakeSecrets(seed: string): Secrets {
  return mapNames((name) => {
    const next = generator(`${seed} ${name}`)
    return shapes[name]((length, alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789') =>
      // With a digit at a fixed place, since every key of this length has one.
      Array.from({ length }, (_, index) => (index === 3 && /\d/.test(alphabet) ? '7' : alphabet[next() % alphabet.length])).join(''),
    )
  })
}

/** One text in the place of every secret. */
export function dummySecrets(dummy: string): Secrets {
  return mapNames(() => dummy)
}

function mapNames(value: (name: SecretName) => string): Secrets {
  return Object.fromEntries((Object.keys(shapes) as SecretName[]).map((name) => [name, value(name)])) as Secrets
}

/** The variables in whose values secrets stand. */
export function variablesOf(secrets: Secrets): Readonly<Record<string, string>> {
  return {
    RESPOOL_CANARY_AGENT_TOKEN: secrets.envInKeptHeader,
    RESPOOL_CANARY_API_KEY: secrets.envPlain,
    RESPOOL_CANARY_SECRET: secrets.envInBase64,
    RESPOOL_CANARY_PASSWORD: secrets.envInUrl,
    RESPOOL_CANARY_CREDENTIALS: secrets.envOverChunks,
    RESPOOL_CANARY_ACCESS_TOKEN: secrets.envOverDeltas,
  }
}

function pem(content: string): string {
  const label = ['PRIVATE', 'KEY'].join(' ')
  return [`-----BEGIN ${label}-----`, ...(content.match(/.{1,64}/g) ?? []), `-----END ${label}-----`].join('\n')
}

/** Numbers that look like chance and are not. */
function generator(seed: string): () => number {
  let state = 2166136261
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 16777619) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
}
