import { Command } from 'commander'
import { commandLine, isUnpacked, version } from '@stoa/core/release'
import { addArticleCommands } from './article-commands.ts'
import {
  addAnnouncementCommands,
  addAuditCommand,
  addBackupCommands,
  addDatabaseCommands,
  addDoctorCommand,
  addUserCommands
} from './commands.ts'
import { addStartCommands } from './start-commands.ts'

/** All commands. Instead of ending the process, it throws a CommanderError. */
export function createProgram(): Command {
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
  return program
}
