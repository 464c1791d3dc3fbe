/** Whether a file begins as recordings do, of any version, and with their keys in any order. */
export function looksLikeRecording(bytes: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(bytes.subarray(0, 2000))
  return /^\s*\{\s*"(?:test_id|id_normalization_mapping)"\s*:/.test(beginning) || /^\s*\{\s*"(?:request|response)"\s*:\s*\{/.test(beginning)
}
