import { basename, dirname } from 'node:path'
import { folderOf } from '../../src/backup/destination.ts'

/** A file as the place of a new backup. */
export const to = (file: string) => ({ destination: folderOf(dirname(file)), name: basename(file) })

/** A file as a backup to read. */
export const from = (file: string) => ({
  name: file,
  open: () => folderOf(dirname(file)).open(basename(file))
})
