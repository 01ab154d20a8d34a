import { resolve } from 'node:path'
import type { Command } from 'commander'
import { backUp } from '../backup/backup.ts'
import { restore } from '../backup/restore.ts'
import { resume } from '../backup/resume.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'

export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('write the whole forum, uploads included, into one encrypted file')
    .argument('<file>', 'must not exist')
    .action(backUpInto)
  program
    .command('restore')
    .description('restore a backup into an empty forum; needs the secret of the original forum')
    .argument('<file>')
    .action(restoreFrom)
  program
    .command('resume-delivery')
    .description('release the mail and webhooks that are held after a restore')
    .action(resumeAll)
}

async function backUpInto(file: string) {
  const path = asTyped(file)
  await withBar((reportProgress) => withForum((forum) => backUp(forum, path, reportProgress)))
  say(`The backup is in ${path}.`)
  say('Only the secret of this forum opens it, STOA_SECRET or the file "secret" in STOA_DATA:')
  say('keep a copy of that somewhere else.')
}

async function restoreFrom(file: string) {
  const into = { isEmpty: true }
  await withBar((reportProgress) =>
    withForum((forum) => restore(forum, asTyped(file), reportProgress), into)
  )
  say('The forum is restored. All users must sign in again.')
  say('Mail and webhooks are held, except codes and links that users request. Once no other server')
  say('runs this forum, release them: npm run stoa -- resume-delivery')
}

async function resumeAll() {
  const wasHeld = await withForum((forum) => resume(forum.context()))
  if (wasHeld) say('Mail and webhooks are released. Nothing is sent about events from the backup.')
  else say('Mail and webhooks are not held.')
}

// npm runs commands in the folder of package.json and passes the user's folder in INIT_CWD.
const asTyped = (file: string) => resolve(process.env['INIT_CWD'] ?? '', file)
