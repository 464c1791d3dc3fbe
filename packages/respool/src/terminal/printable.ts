const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** Text of a recording, safe to show: a terminal would obey the control characters in it. Line feeds and tabs stay, the rest show as their pictures. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(control, (character) => {
    const code = character.charCodeAt(0)
    if (code === 0x7f) return '\u2421'
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `\\x${code.toString(16)}`
  })
}
