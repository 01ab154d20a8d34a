import { Command, CommanderError } from 'commander'
import { Problem } from '@stoa/core'
import { bugReport, StartError } from '@stoa/core/server'
import { addAnnouncementCommands } from './cli/announcements.ts'
import { addAuditCommand } from './cli/audit.ts'
import { addBackupCommands } from './cli/backup.ts'
import { addDatabaseCommands } from './cli/database.ts'
import { addDoctorCommand } from './cli/doctor.ts'
import { addUserCommands } from './cli/users.ts'
import { problemBody } from './plugins/problem-body.ts'

const program = new Command('npm run stoa --')
  .description('Commands for operators of a Stoa forum. They can run while the server runs.')
  .showHelpAfterError()
  .exitOverride()

addDatabaseCommands(program)
addUserCommands(program)
addAuditCommand(program)
addAnnouncementCommands(program)
addBackupCommands(program)
addDoctorCommand(program)

/** Explains an error to the user of a command. */
function explain(error: unknown): string {
  if (error instanceof StartError) return error.message
  if (!(error instanceof Problem)) return bugReport(error).stack
  const { detail, errors = [] } = problemBody(error, 'en')
  return [detail, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('\n')
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
