// Run by imports.ts. Imports nothing itself.
const specifiers = process.argv.slice(2)
const memory = process.memoryUsage.rss()
const before = process.cpuUsage()
const start = performance.now()
for (const specifier of specifiers) await import(specifier)
const taken = performance.now() - start
const { user, system } = process.cpuUsage(before)
const figures = { import: taken, cpu: (user + system) / 1000, memory: process.memoryUsage.rss() - memory }
process.stdout.write(`${JSON.stringify({ figures })}\n`)
process.exit()
