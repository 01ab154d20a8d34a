import { resolve } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { backUp, type ReportProgress } from '../backup/backup.ts'
import { restore } from '../backup/restore.ts'
import { resume } from '../backup/resume.ts'
import { say, withForum } from './forum.ts'

export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('write the whole forum, uploads included, into one encrypted file')
    .argument('<file>', 'must not be there yet')
    .action(backUpInto)
  program
    .command('restore')
    .description('fill an empty forum from a backup; needs the secret of the forum it was made of')
    .argument('<file>')
    .action(restoreFrom)
  program
    .command('resume-delivery')
    .description('send mail and webhooks again, which are held since a backup was restored')
    .action(resumeAll)
}

async function backUpInto(file: string) {
  const path = asTyped(file)
  await withBar((reportProgress) => withForum((forum) => backUp(forum, path, reportProgress)))
  say(`The forum is in ${path}.`)
  say('It opens with the secret of this forum only, STOA_SECRET or the file "secret" in STOA_DATA:')
  say('keep that somewhere else.')
}

async function restoreFrom(file: string) {
  const into = { isEmpty: true }
  await withBar((reportProgress) =>
    withForum((forum) => restore(forum, asTyped(file), reportProgress), into)
  )
  say('The forum is restored. Everybody signs in anew.')
  say(
    'Mail and webhooks are held, but for codes and links that people ask for. Once no other server'
  )
  say('runs this forum, let them leave: npm run stoa -- resume-delivery')
}

async function resumeAll() {
  const wasHeld = await withForum((forum) => resume(forum.context()))
  if (wasHeld) say('Mail and webhooks leave again. Of what the backup brought nothing is sent.')
  else say('Nothing is held: mail and webhooks leave already.')
}

// npm runs commands in the folder of package.json and passes the user's folder in INIT_CWD.
const asTyped = (file: string) => resolve(process.env['INIT_CWD'] ?? '', file)

async function withBar<T>(work: (reportProgress: ReportProgress) => Promise<T>): Promise<T> {
  const bar = new SingleBar({ stream: process.stderr, noTTYOutput: false }, Presets.shades_classic)
  try {
    return await work((done, total) => {
      if (!bar.isActive) bar.start(total, 0)
      bar.update(done)
    })
  } finally {
    bar.stop()
  }
}
