import { Command, CommanderError } from 'commander'
import { addArticleCommands } from './cli/article-commands.ts'
import {
  addAnnouncementCommands,
  addAuditCommand,
  addBackupCommands,
  addDatabaseCommands,
  addDoctorCommand,
  addUserCommands
} from './cli/commands.ts'

const program = new Command('npm run stoa --')
  .description('Commands for operators of a Stoa forum. They can run while the server runs.')
  .showHelpAfterError()
  .exitOverride()

addDatabaseCommands(program)
addUserCommands(program)
addAuditCommand(program)
addAnnouncementCommands(program)
addArticleCommands(program)
addBackupCommands(program)
addDoctorCommand(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  const { explain } = await import('./cli/explain.ts')
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
