import { CommanderError } from 'commander'
import { createProgram } from './cli/program.ts'

try {
  await createProgram().parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  const { explain } = await import('./cli/explain.ts')
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
