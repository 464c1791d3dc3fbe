/** Two absent ones are equal too. */
export function equalBytes(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  if (!left || !right || left.byteLength !== right.byteLength) return left === right
  for (let index = 0; index < left.byteLength; index++) if (left[index] !== right[index]) return false
  return true
}
