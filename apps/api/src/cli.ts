import { Command, CommanderError } from 'commander'
import { commandLine, isUnpacked, version } from '@stoa/core/release'
import { addArticleCommands } from './cli/article-commands.ts'
import { addStartCommands } from './cli/start-commands.ts'
import {
  addAnnouncementCommands,
  addAuditCommand,
  addBackupCommands,
  addDatabaseCommands,
  addDoctorCommand,
  addUserCommands
} from './cli/commands.ts'

const program = new Command(commandLine)
  .description('Commands for operators of a Stoa forum. They can run while the server runs.')
  .version(version, '--version', 'print the version')
  .showHelpAfterError()
  .exitOverride()

if (isUnpacked) addStartCommands(program)
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
