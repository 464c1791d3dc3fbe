#!/usr/bin/env node
import { runCli } from './cli.ts'
import { processTerminal } from './terminal/process.ts'

process.exitCode = await runCli(process.argv.slice(2), processTerminal(process))
