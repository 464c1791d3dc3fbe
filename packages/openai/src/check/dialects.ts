import type { Dialect } from './dialect.ts'

const reasoning = [
  '$.choices[].delta.reasoning',
  '$.choices[].delta.reasoning_content',
  '$.choices[].delta.reasoning_details',
  '$.choices[].message.reasoning',
  '$.choices[].message.reasoning_content',
  '$.choices[].message.reasoning_details',
  '$.messages[].reasoning',
  '$.messages[].reasoning_content',
  '$.messages[].reasoning_details',
]
const costs = [
  '$.usage.cost',
  '$.usage.cost_details',
  '$.usage.is_byok',
  '$.usage.completion_tokens_details.image_tokens',
  '$.usage.prompt_tokens_details.video_tokens',
]
const timings = [
  '$.usage.completion_time',
  '$.usage.prompt_time',
  '$.usage.queue_time',
  '$.usage.total_time',
  '$.usage_breakdown',
  '$.x_groq',
]
const vllm = [
  '$.choices[].prompt_logprobs',
  '$.choices[].prompt_token_ids',
  '$.choices[].stop_reason',
  '$.choices[].token_ids',
  '$.kv_transfer_params',
  '$.prompt_logprobs',
  '$.prompt_token_ids',
]

/**
 * What is known of the APIs whose recordings were at hand in 2026. OpenAI's own departs from its spec, too, so that is not held against anybody: recordings are older than
 * what the spec requires today, and it does not describe all that is sent.
 */
export const dialects: readonly Dialect[] = [
  {
    name: 'openai',
    departures: {
      'unknown-key': [
        '$.billing',
        '$.frequency_penalty',
        '$.obfuscation',
        '$.presence_penalty',
        '$.store',
        '$.response.billing',
        '$.response.frequency_penalty',
        '$.response.presence_penalty',
        '$.response.store',
        '$.tools[].return_token_budget',
        '$.tools[].search_content_types',
      ],
      'null-for-absent': [
        '$.system_fingerprint',
        '$.user',
        '$.response.usage',
        '$.response.user',
        '$.text.format.description',
        '$.response.text.format.description',
      ],
      'missing-required': [
        '$.choices[].logprobs',
        '$.choices[].message.refusal',
        '$.name',
        '$.usage.input_tokens_details.cache_write_tokens',
        '$.response.usage.input_tokens_details.cache_write_tokens',
      ],
    },
  },
  {
    name: 'azure',
    hosts: ['.openai.azure.com', '.services.ai.azure.com'],
    departures: {
      'unknown-key': [
        '$.choices[].content_filter_results',
        '$.content_filters',
        '$.latency_checkpoint',
        '$.prompt_filter_results',
        '$.response.content_filters',
        '$.usage.latency_checkpoint',
      ],
      // Of the first chunk, which holds nothing but what the filter says of the prompt.
      'new-enum-value': ['$.object'],
    },
  },
  {
    name: 'openrouter',
    hosts: ['openrouter.ai'],
    departures: {
      'unknown-key': [
        ...reasoning,
        ...costs,
        '$.choices[].message.tool_calls[].index',
        '$.choices[].native_finish_reason',
        '$.messages[].cache_control',
        '$.messages[].tool_calls[].cache_control',
        '$.provider',
        '$.reasoning',
        '$.usage',
      ],
    },
  },
  {
    name: 'vercel',
    hosts: ['ai-gateway.vercel.sh'],
    departures: {
      'unknown-key': [
        ...reasoning,
        ...costs,
        '$.choices[].delta.provider_metadata',
        '$.choices[].message.provider_metadata',
        '$.generationId',
        '$.messages[].cache_control',
        '$.messages[].tool_calls[].cache_control',
        '$.reasoning',
        '$.usage.cache_creation_input_tokens',
        '$.usage.market_cost',
      ],
    },
  },
  {
    name: 'xai',
    hosts: ['api.x.ai'],
    departures: {
      'unknown-key': [...reasoning, '$.usage.cost_in_usd_ticks', '$.usage.num_sources_used'],
      'missing-required': ['$.choices[].finish_reason'],
    },
  },
  {
    name: 'zai',
    hosts: ['api.z.ai'],
    departures: {
      'unknown-key': [...reasoning, '$.choices[].message.tool_calls[].index', '$.request_id'],
      'missing-required': ['$.choices[].finish_reason'],
    },
  },
  {
    name: 'avian',
    hosts: ['api.avian.io'],
    departures: { 'unknown-key': [...reasoning, ...costs, '$.choices[].native_finish_reason'] },
  },
  {
    name: 'groq',
    hosts: ['api.groq.com'],
    departures: { 'unknown-key': timings, 'new-enum-value': ['$.service_tier'] },
  },
  {
    // Hands requests on to others, Groq among them.
    name: 'huggingface',
    hosts: ['router.huggingface.co'],
    departures: { 'unknown-key': timings, 'new-enum-value': ['$.service_tier'], 'missing-required': ['$.choices[].message.content'] },
  },
  {
    name: 'watsonx',
    hosts: ['.ml.cloud.ibm.com'],
    departures: { 'unknown-key': ['$.created_at', '$.model_id', '$.model_version', '$.system'] },
  },
  {
    name: 'bedrock',
    hosts: ['.amazonaws.com', '.api.aws'],
    departures: { 'unknown-key': ['$.choices[].obfuscation', '$.choices[].delta.reasoning'] },
  },
  {
    // llama.cpp, vLLM, Ollama: whatever is run at home.
    name: 'local',
    hosts: ['localhost', '127.0.0.1', '0.0.0.0'],
    departures: { 'unknown-key': [...reasoning, ...vllm, '$.timings'] },
  },
]

/** Recordings by Python's clients: what was absent on the wire is null in them. */
export const pythonDumps: Dialect = { name: 'python-dumps', departures: { 'null-for-absent': ['$*'] } }
