import type { SecretPattern } from './options.ts'

// Each begins where no word does, so that `task-` is no `sk-`, and asks for a length and characters that no prose has. The end of an escape is no
// word, though it may look like one: in JSON a line break is `\\n`, in a URL a space is `%20`.
const start = String.raw`(?:(?<![A-Za-z0-9_-])|(?<=\\[bfnrt])|(?<=\\u[0-9a-fA-F]{4})|(?<=%[0-9a-fA-F]{2}))`

/** The shapes of the keys that LLM applications handle. More specific ones first: what one has found the next no longer sees. */
export const secretPatterns: readonly SecretPattern[] = [
  { kind: 'pem', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/ },
  { kind: 'anthropic', pattern: new RegExp(`${start}sk-ant-[A-Za-z0-9_-]{20,}`) },
  { kind: 'openrouter', pattern: new RegExp(`${start}sk-or-[A-Za-z0-9_-]{20,}`) },
  { kind: 'openai', pattern: new RegExp(`${start}(?:sk|sess)-(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{20,}`) },
  { kind: 'google', pattern: new RegExp(`${start}AIza[A-Za-z0-9_-]{35}`) },
  { kind: 'google', pattern: new RegExp(`${start}ya29\\.[A-Za-z0-9_-]{20,}`) },
  { kind: 'aws', pattern: new RegExp(`${start}(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])`) },
  { kind: 'github', pattern: new RegExp(`${start}(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})`) },
  { kind: 'slack', pattern: new RegExp(`${start}xox[abeoprs]-[A-Za-z0-9-]{10,}`) },
  { kind: 'huggingface', pattern: new RegExp(`${start}hf_[A-Za-z0-9]{30,}`) },
  { kind: 'groq', pattern: new RegExp(`${start}gsk_[A-Za-z0-9]{40,}`) },
  { kind: 'xai', pattern: new RegExp(`${start}xai-[A-Za-z0-9]{40,}`) },
  { kind: 'jwt', pattern: new RegExp(`${start}eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}`) },
  { kind: 'bearer', pattern: /(?<=Bearer(?: |%20|\+))[A-Za-z0-9._~+/-]{16,}=*/ },
  { kind: 'basic-auth', pattern: /(?<=:\/\/)[^\s/:@"\\]+:[^\s/:@"\\]+(?=@)/ },
]
