/** As much of SVG as our charts are made of. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? Number(value.toFixed(2)) : escape(value)}"`,
  )
  return content.length === 0 ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content.join('')}</${name}>`
}

export interface TextStyle {
  readonly fill: string
  readonly size?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
}

export function text(x: number, y: number, words: string, { fill, size = 12, anchor = 'start', bold = false }: TextStyle): string {
  return element('text', { x, y, fill, 'font-size': size, 'text-anchor': anchor, ...(bold && { 'font-weight': 600 }) }, escape(words))
}

/** A drawing of its own, with a description for those who do not see it. */
export function drawing(width: number, height: number, title: string, background: string, ...content: readonly string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'font-family': "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif",
  }
  return `${element('svg', attributes, element('title', {}, escape(title)), element('rect', { width, height, rx: 6, fill: background }), '\n', content.join('\n'), '\n')}\n`
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
