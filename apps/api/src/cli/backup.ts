import { basename, dirname } from 'node:path'
import { commandLine } from '@stoa/core/release'
import { readConfiguration, StartError } from '@stoa/core/server'
import { recordSecurityEvent } from '@stoa/accounts'
import { type Context, transaction } from '@stoa/core'
import { resumeDelivery } from '@stoa/core/effects'
import { backUp } from '../backup/backup.ts'
import { type Destination, destinationOf, folderOf } from '../backup/destination.ts'
import { recordBackup, recordVerification } from '../backup/record.ts'
import { type Backup, restore } from '../backup/restore.ts'
import { abandonedParts, backupName, expiredBackups, parseKeep } from '../backup/retention.ts'
import { verifyBackup } from '../backup/verify.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'
import { asTyped } from './typed-path.ts'

type Options = { to?: string; keep?: string; verify?: boolean }
type Place = { destination: Destination; name: string }

/** Makes a backup, tries it and removes older ones, as the options say. */
export async function backUpInto(file: string | undefined, { to, keep, verify }: Options) {
  const kept = keep === undefined ? undefined : parseKeep(keep)
  const place = newPlace(file, to)
  if (kept && to === undefined)
    throw new StartError('--keep needs --to: it removes older backups there.')
  await withBar((reportProgress) =>
    withForum(async (forum) => {
      await untilSignal((ended) => backUp(forum, place, reportProgress, ended))
      await recordBackup(forum.context())
    })
  )
  say(`The backup is in ${place.destination.placeOf(place.name)}.`)
  if (verify) await verifyAt(place)
  if (kept) await removeExpired(place.destination, kept)
  say('Only the secret of this forum opens it, STOA_SECRET or the file "secret" in STOA_DATA:')
  say('keep a copy of that somewhere else.')
}

/** Ends the work with a sentence on the first signal, so that it can remove what is incomplete. */
async function untilSignal(work: (ended: AbortSignal) => Promise<void>) {
  const controller = new AbortController()
  const end = () =>
    controller.abort(
      new StartError('The backup was ended before it was complete: nothing of it is left.')
    )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
  try {
    await work(controller.signal)
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, end)
  }
}

/** Restores a backup on trial. */
export const verifyFrom = (file: string) => verifyAt(placeOf(file))

async function verifyAt(place: Place) {
  await withBar((reportProgress) =>
    withForum(async ({ ports, context }) => {
      await verifyBackup(ports, backupAt(place), reportProgress)
      await recordVerification(context())
    })
  )
  say('Restored on trial, it equals what was backed up: all rows, files and checksums.')
}

async function removeExpired(destination: Destination, keep: ReturnType<typeof parseKeep>) {
  const names = await destination.list()
  const expired = expiredBackups(names, keep)
  const abandoned = abandonedParts(names, new Date())
  for (const name of [...expired, ...abandoned]) await destination.remove(name)
  if (expired.length > 0) say(`${expired.length} older backups are removed, as --keep says.`)
  if (abandoned.length > 0)
    say(`${abandoned.length} parts of backups that never ended are removed.`)
}

/** Where a new backup goes. @throws StartError if there is none or two */
function newPlace(file: string | undefined, to: string | undefined): Place {
  if ((file === undefined) === (to === undefined))
    throw new StartError('Name a file, or with --to a folder or s3://BUCKET/PREFIX.')
  if (to !== undefined) {
    const name = backupName(new Date().toISOString())
    return { destination: at(to), name }
  }
  return placeOf(file ?? '')
}

const at = (to: string) =>
  to.startsWith('s3:') ? destinationOf(to, readConfiguration(process.env)) : folderOf(asTyped(to))

/** A backup that somebody names: a file, or an object in a bucket. */
function placeOf(file: string): Place {
  const path = file.startsWith('s3:') ? file : asTyped(file)
  return { destination: at(dirname(path).replace(/^s3:\/(?!\/)/, 's3://')), name: basename(path) }
}

const backupAt = ({ destination, name }: Place): Backup => ({
  name: destination.placeOf(name),
  open: () => destination.open(name)
})

export async function restoreFrom(file: string) {
  const into = { isEmpty: true }
  await withBar((reportProgress) =>
    withForum((forum) => restore(forum, backupAt(placeOf(file)), reportProgress), into)
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

/** Releases mail and webhooks for the operator. @returns false if they were not held */
export const resume = (ctx: Context): Promise<boolean> =>
  transaction(ctx, async (ctx) => {
    const wasHeld = await resumeDelivery(ctx)
    const details = { setting: 'delivery', change: 'resumed' }
    if (wasHeld) await recordSecurityEvent(ctx, 'setting.changed', { details })
    return wasHeld
  })
