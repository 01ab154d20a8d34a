import { pipeline } from 'node:stream/promises'
import { Option, type Command } from 'commander'
import { exportSecurityLog } from '@stoa/accounts'
import { securityEventGroups, securityExportQuery } from '@stoa/accounts/contract'
import { withForum } from './forum.ts'
import { parsed } from './input.ts'

const formats = securityExportQuery.shape.format.options

export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('print the security log, the oldest event first; reading it is an event too')
    .addOption(new Option('--group <group>', 'group of events').choices(securityEventGroups))
    .option('--user <name>', 'the actor, or the owner of the account')
    .option('--network <network>', 'an address, or a network as in the log')
    .option('--from <day>', 'the first day (UTC), such as 2026-01-31')
    .option('--to <day>', 'the last day (UTC)')
    .addOption(new Option('--format <format>', 'its form').choices(formats).default('ndjson'))
    .action(printLog)
}

async function printLog(options: object) {
  const { format, ...filter } = parsed(securityExportQuery, options)
  await withForum(async ({ context }) =>
    pipeline(await exportSecurityLog(context(), format, filter), process.stdout, { end: false })
  )
}
