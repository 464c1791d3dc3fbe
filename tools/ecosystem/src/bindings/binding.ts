import type { Recorder } from '@respool/core'

/** One way for an application to have its traffic taped. */
export interface Binding<Tape> {
  /** The package. */
  readonly adapter: string
  /** What the application calls: `createFetch`. */
  readonly call: string
  /** What the client is given, until it is disposed of. */
  readonly bind: (recorder: Recorder) => Bound<Tape>
}

interface Bound<Tape> extends Disposable {
  readonly tape: Tape
}
