import { styleText } from 'node:util'

type Paint = (text: string) => string

/** The few styles there are, each with one meaning in every command. */
export interface Style {
  /** What a line is about: headings, names of files. */
  readonly title: Paint
  /** Who speaks. */
  readonly role: Paint
  /** What can be skipped: sizes, ids, times. */
  readonly faint: Paint
  readonly good: Paint
  readonly warning: Paint
  readonly bad: Paint
}

/** Each gives its text back as it is where there is no colour. */
export function styleOf({ color }: { readonly color: boolean }): Style {
  const paint =
    (...formats: Parameters<typeof styleText>[0] extends infer Format ? Extract<Format, string>[] : never): Paint =>
    (text) =>
      // Whether there are colours has been decided, with the environment that was injected.
      color && text !== '' ? styleText(formats, text, { validateStream: false }) : text
  return {
    title: paint('bold'),
    role: paint('bold', 'cyan'),
    faint: paint('dim'),
    good: paint('green'),
    warning: paint('yellow'),
    bad: paint('red'),
  }
}
