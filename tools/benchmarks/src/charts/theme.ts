export interface Theme {
  readonly background: string
  readonly text: string
  readonly muted: string
  readonly grid: string
  readonly respool: string
  readonly floor: string
  readonly peer: string
  /** For lines, which must be told apart. */
  readonly lines: readonly string[]
}

// GitHub's own backgrounds, and colours that differ in lightness too.
export const themes: { readonly [name in 'light' | 'dark']: Theme } = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    muted: '#59636e',
    grid: '#d8dee4',
    respool: '#0969da',
    floor: '#8c959f',
    peer: '#d4a72c',
    lines: ['#bc4c00', '#8250df', '#1a7f37', '#cf222e', '#9a6700'],
  },
  dark: {
    background: '#0d1117',
    text: '#f0f6fc',
    muted: '#9198a1',
    grid: '#30363d',
    respool: '#4493f8',
    floor: '#6e7681',
    peer: '#bb8009',
    lines: ['#f0883e', '#a371f7', '#3fb950', '#f85149', '#d29922'],
  },
}
