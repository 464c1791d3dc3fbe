import type { Cell, Group } from './replay.ts'

/** Ratios first: to the floor, and for peers how they compare with the first of ours. */
export function printGroup({ client, answer, cells }: Group): void {
  const [floor] = cells
  const ours = cells.find(({ kind }) => kind === 'respool')
  console.log(`\nReplay, ${client}, ${answer}: CPU and time beside ${floor!.name} | CPU beside ${ours!.name}; medians`)
  for (const cell of cells) console.log(`  ${cell.name.padEnd(38)} ${line(cell, floor!, ours!)}`)
}

function line({ report, cpu, wall }: Cell, floor: Cell, ours: Cell): string {
  if ('fault' in report) return `not timed: ${report.fault}`
  if (cpu === undefined || wall === undefined) return 'not timed'
  const ratios = `${ratio(cpu, floor.cpu)} ${ratio(wall, floor.wall)} | ${ratio(cpu, ours.cpu)}`
  return `${ratios}   ${cpu.toFixed(4)} ms CPU  ${wall.toFixed(4)} ms   chunks ${report.kept}/${report.of}`
}

function ratio(value: number, base: number | undefined): string {
  return (base === undefined ? '-' : `${(value / base).toFixed(2)}x`).padStart(8)
}
