import type { SecretPattern } from './options.ts'

/** A known shape. Every match holds one of the hints, so that a text without any is not searched: looking for a literal is many times faster. */
export interface KnownShape extends SecretPattern {
  readonly hints: readonly string[]
}

// Each begins where no word goes on, so that `task-` is no `sk-`, and asks for a length and characters that no prose has. None can take more than
// time in proportion to the text: whatever repeats is bounded by a character that it cannot hold.
const start = '(?<![A-Za-z0-9])'
const base64Start = '(?<![A-Za-z0-9+/])'

function shape(kind: string, hints: string | readonly string[], pattern: string | RegExp): KnownShape {
  return { kind, hints: [hints].flat(), pattern: new RegExp(pattern, 'g') }
}

/** A key that its prefix gives away. */
function prefixed(kind: string, prefixes: readonly string[], rest: string): KnownShape {
  return shape(kind, prefixes, `${start}(?:${prefixes.map((each) => each.replaceAll('.', '\\.')).join('|')})${rest}`)
}

/** Its first part ends where another may begin (`eyJ-eyJ-…`): so that no part is gone through from many beginnings, one behind a hyphen holds none. */
function jwt(rest: string): KnownShape {
  return shape('jwt', 'eyJ', `(?:(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}|(?<=[_-])eyJ[A-Za-z0-9]{8,})\\.${rest}`)
}

/** The shapes of the keys that LLM applications handle. More specific ones first: of two that find the same, the first names it. */
export const secretPatterns: readonly KnownShape[] = [
  shape(
    'pem',
    '-----BEGIN ',
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{0,40}-----)?/,
  ),
  prefixed('anthropic', ['sk-ant-'], '[A-Za-z0-9_-]{20,}'),
  prefixed('openrouter', ['sk-or-'], '[A-Za-z0-9_-]{20,}'),
  prefixed('openai', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], '[A-Za-z0-9_-]{20,}'),
  // With their own marks, whatever they are glued to: `bot<key>/send`.
  shape('openai', 'T3BlbkFJ', /sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,}/),
  shape('anthropic', 'sk-ant-', /sk-ant-(?:api|admin|oat)\d\d-[A-Za-z0-9_-]{80,}/),
  prefixed('openai', ['sk-'], '(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{40,}'),
  // Of the rest, many a title in a URL has a part: `article-sk-2024-…`.
  shape('openai', ['sk-', 'sess-'], '(?<![A-Za-z0-9_-])(?:sk|sess)-(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{20,}'),
  // The short-lived keys of its realtime sessions.
  prefixed('openai', ['ek_'], '[A-Za-z0-9]{24,}'),
  prefixed('google', ['AIza'], '[A-Za-z0-9_-]{35}'),
  prefixed('google', ['ya29.', 'GOCSPX-'], '[A-Za-z0-9_-]{20,}'),
  prefixed('aws', ['AKIA', 'ASIA'], '[A-Z0-9]{16}(?![A-Z0-9])'),
  // Session tokens of its STS: base64 of a fixed header.
  prefixed('aws-session', ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz'], '[A-Za-z0-9/+]{80,}={0,2}'),
  // https://github.com/microsoft/security-utilities documents the signatures inside Azure's identifiable keys.
  shape('azure', 'JQQJ9', '(?<![A-Za-z0-9])[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{20,30}(?:==)?'),
  shape(
    'azure',
    ['+ASt', 'ACDb', '+AMC', 'AIoT', '+ASb', '+AEh', '+ARm'],
    `${base64Start}[A-Za-z0-9+/]{30,80}(?:\\+ASt|ACDb|\\+AMC|AIoT|\\+ASb|\\+AEh|\\+ARm)[A-Za-z0-9+/]{5}[A-Za-z0-9+/]==?`,
  ),
  shape('azure', ['AccountKey=', 'SharedAccessKey='], /(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{32,}={0,2}/),
  shape('azure-sas', 'sig=', /(?<=[?&;]sig=)[A-Za-z0-9+/%_-]{32,}={0,2}/),
  shape('github', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], /gh[pousr]_[A-Za-z0-9]{36,}/),
  prefixed('github', ['github_pat_'], '[A-Za-z0-9_]{22,}'),
  prefixed('gitlab', ['glpat-'], '[A-Za-z0-9_.-]{20,}'),
  prefixed('slack', ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'], '[A-Za-z0-9-]{10,}'),
  shape('slack', 'hooks.slack.com', /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9/]{20,}/),
  prefixed('huggingface', ['hf_'], '[A-Za-z0-9]{30,}'),
  prefixed('groq', ['gsk_'], '[A-Za-z0-9]{40,}'),
  prefixed('xai', ['xai-'], '[A-Za-z0-9]{40,}'),
  prefixed('perplexity', ['pplx-'], '[A-Za-z0-9]{40,}'),
  prefixed('replicate', ['r8_'], '[A-Za-z0-9]{30,}'),
  prefixed('nvidia', ['nvapi-'], '[A-Za-z0-9_-]{40,}'),
  shape('tavily', 'tvly-', /(?<![A-Za-z0-9_-])tvly-(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{20,}/),
  prefixed('langsmith', ['lsv2_'], '(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'),
  prefixed('stripe', ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'], '[A-Za-z0-9+/]{20,}'),
  prefixed('sendgrid', ['SG.'], '[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}'),
  prefixed('npm', ['npm_'], '[A-Za-z0-9]{36}'),
  jwt('eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}'),
  // Encrypted ones have five parts, of which the second may be empty.
  jwt('[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}'),
  shape('bearer', 'Bearer ', /(?<=\bBearer )[A-Za-z0-9._~+/-]{16,}=*/),
  shape('basic-auth', '://', /(?<=:\/\/)[^\s/:@"'\\<>]{0,256}:[^\s/:@"'\\<>]{1,256}(?=@)/),
]
