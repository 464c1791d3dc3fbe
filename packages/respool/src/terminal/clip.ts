import stringWidth from 'string-width'

/** As much of a line as fits in so many columns, with a sign where there is more. */
export function clip(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text
  let width = 0
  let clipped = ''
  for (const { segment } of segments.segment(text)) {
    width += stringWidth(segment)
    if (width > columns - 1) break
    clipped += segment
  }
  return `${clipped}…`
}

// A character that people see may be several code points.
const segments = new Intl.Segmenter('en')
