import { pipeline } from 'node:stream/promises'
import { exportSecurityLog } from '@stoa/accounts'
import { securityExportQuery } from '@stoa/accounts/contract'
import { withForum } from './forum.ts'
import { parsed } from './input.ts'

export async function printLog(options: object) {
  const { format, ...filter } = parsed(securityExportQuery, options)
  await withForum(async ({ context }) =>
    pipeline(await exportSecurityLog(context(), format, filter), process.stdout, { end: false })
  )
}
