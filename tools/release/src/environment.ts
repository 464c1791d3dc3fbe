/** What a package manager puts there, a CI, and respool's user; but where the packages come from stays as it is. */
const foreign =
  /^(p?npm_(?!config_(registry|userconfig|cache|(https_|no)?proxy|cafile|strict_ssl)$)|CI$|RESPOOL_|NODE_OPTIONS$|NODE_ENV$|GITHUB_|OPENAI_)/i

/** What programs get, so that they find what they would on any machine. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    ...extra,
  }
}
