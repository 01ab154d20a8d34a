import { commandLine } from '@stoa/core/release'
import { backUp } from '../backup/backup.ts'
import { recordBackup } from '../backup/record.ts'
import { restore } from '../backup/restore.ts'
import { resume } from '../backup/resume.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'
import { asTyped } from './typed-path.ts'

export async function backUpInto(file: string) {
  const path = asTyped(file)
  await withBar((reportProgress) =>
    withForum(async (forum) => {
      await backUp(forum, path, reportProgress)
      await recordBackup(forum.context())
    })
  )
  say(`The backup is in ${path}.`)
  say('Only the secret of this forum opens it, STOA_SECRET or the file "secret" in STOA_DATA:')
  say('keep a copy of that somewhere else.')
}

export async function restoreFrom(file: string) {
  const into = { isEmpty: true }
  await withBar((reportProgress) =>
    withForum((forum) => restore(forum, asTyped(file), reportProgress), into)
  )
  say('The forum is restored. All users must sign in again.')
  say('Mail and webhooks are held, except codes and links that users request. Once no other server')
  say(`runs this forum, release them: ${commandLine} resume-delivery`)
}

export async function resumeAll() {
  const wasHeld = await withForum((forum) => resume(forum.context()))
  if (wasHeld) say('Mail and webhooks are released. Nothing is sent about events from the backup.')
  else say('Mail and webhooks are not held.')
}
