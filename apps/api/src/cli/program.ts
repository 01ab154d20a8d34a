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

/** Lists in the help what `bin/stoa` of a release does by itself. */
export function addStartCommands(program: Command): void {
  program.command('start').description('start the server; settings are environment variables')
  program.command('web').description('start it without background jobs: STOA_ROLE=web')
  program.command('worker').description('start only the background jobs: STOA_ROLE=worker')
}

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
