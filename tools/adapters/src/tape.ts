import type { AdapterUnderTest, Driver, Received, Sent } from '@respool/conformance/driver'
import type { RecorderOptions, Summary } from '@respool/core'

/** Does something with a taped client, then closes the recorder. */
export async function tape(
  adapter: AdapterUnderTest,
  driver: Driver,
  options: RecorderOptions,
  use: (send: (sent: Sent) => Promise<Received>) => Promise<void>,
): Promise<Summary> {
  const recorder = await adapter.openRecorder('adapters.yaml', options)
  using _ = driver.patch?.({ recorder })
  await use(driver.tape ? driver.tape(recorder) : driver.send)
  return recorder.close()
}

/** Each driver of each adapter. */
export function driversOf(adapters: readonly AdapterUnderTest[]): { name: string; adapter: AdapterUnderTest; driver: Driver }[] {
  return adapters.flatMap((adapter) => adapter.drivers.map((driver) => ({ name: `${adapter.name}, ${driver.name}`, adapter, driver })))
}
