import { Option, type Command } from 'commander'
import { roleInput, securityEventGroups, securityExportQuery } from '@stoa/accounts/contract'
import { capabilityShape } from '@stoa/core/contract'
import { later } from './later.ts'

export function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('migrate the database to this version; the server does so when it starts')
    .action(later(async () => (await import('./database.ts')).migrate))
  program
    .command('upgrade')
    .description('say what the migrations to this version would do, and change nothing')
    .requiredOption('--check', 'the only thing it does: "migrate", or the next start, upgrades')
    .action(later(async () => (await import('./upgrade.ts')).checkUpgrade))
  program
    .command('seed')
    .description('fill an empty forum with the demo community')
    .action(later(async () => (await import('./database.ts')).seed))
  program
    .command('reindex')
    .description('rebuild the search index; an interrupted run continues where it stopped')
    .action(later(async () => (await import('./database.ts')).reindexAll))
  program
    .command('variants')
    .description(
      'make the smaller variants of pictures that an older version stored; the server does so in the background; an interrupted run continues where it stopped'
    )
    .action(later(async () => (await import('./database.ts')).addAllVariants))
}

const roles = roleInput.shape.role.options
const capabilities = capabilityShape.options
const capabilityOption = new Option('--capability <names...>', 'capabilities of staff')
const topicOption = new Option('--topic <names...>', 'topics of the desk capability (default: all)')

export function addUserCommands(program: Command): void {
  program
    .command('user:create')
    .description('create an account with a confirmed address and print its password')
    .argument('<username>')
    .argument('<email>')
    .addOption(new Option('--role <role>', 'its role').choices(roles).default('member'))
    .addOption(capabilityOption.choices(capabilities))
    .addOption(topicOption)
    .option('--password-stdin', 'read the password from standard input instead of generating one')
    .action(later(async () => (await import('./users.ts')).createUser))
  program
    .command('user:role')
    .description('change the role of an account at once, end its sessions and mail every admin')
    .argument('<username>')
    .argument('<role>', roles.join(', '))
    .addOption(capabilityOption.choices(capabilities))
    .addOption(topicOption)
    .action(later(async () => (await import('./users.ts')).changeRole))
  program
    .command('admin:recover')
    .description(
      'print a one-time link by which the only admin replaces a lost second factor; with one other admin, confirm a loss that this admin confirmed. Mails every admin'
    )
    .argument('<username>')
    .action(later(async () => (await import('./users.ts')).recoverSecondFactor))
  program
    .command('sign-in:passwords')
    .description(
      'let passwords and passkeys sign in again at once, if the sign-in provider is lost; in the security log'
    )
    .action(later(async () => (await import('./users.ts')).letPasswordsIn))
  program
    .command('setup-link')
    .description(
      'print a new one-time link for setting up the forum, while no admin has a second factor'
    )
    .action(later(async () => (await import('./users.ts')).printSetupLink))
}

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
    .action(later(async () => (await import('./audit.ts')).printLog))
}

export function addAnnouncementCommands(program: Command): void {
  program
    .command('verify')
    .description('verify signed copies of announcements')
    .argument(
      '<file>',
      'a signed copy, or a feed of announcements (Atom or JSON Feed) with its copies'
    )
    .option('--keys <file>', 'trust the keys of this JWKS file instead of those of this forum')
    .action(later(async () => (await import('./announcements.ts')).verify))
  program
    .command('keys:rotate')
    .description('sign announcements with a new key; older signatures stay valid')
    .action(later(async () => (await import('./announcements.ts')).rotate))
}

export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description(
      'write the whole forum, uploads included, into one encrypted file; nothing is left of one that fails'
    )
    .argument('[file]', 'must not exist')
    .option('--to <place>', 'a folder or s3://BUCKET/PREFIX, in which it is named by the time')
    .option('--keep <list>', 'remove older ones there, but the newest of each: 7d,4w,6m')
    .option('--verify', 'then restore it on trial')
    .action(later(async () => (await import('./backup.ts')).backUpInto))
  program
    .command('backup:verify')
    .description(
      'restore a backup on trial into a PostgreSQL of its own, in the folder for temporary files, and compare rows, files and checksums'
    )
    .argument('<file>', 'or s3://BUCKET/PREFIX/NAME')
    .action(later(async () => (await import('./backup.ts')).verifyFrom))
  program
    .command('restore')
    .description('restore a backup into an empty forum; needs the secret of the original forum')
    .argument('<file>', 'or s3://BUCKET/PREFIX/NAME')
    .action(later(async () => (await import('./backup.ts')).restoreFrom))
  program
    .command('resume-delivery')
    .description('release the mail and webhooks that are held after a restore')
    .action(later(async () => (await import('./backup.ts')).resumeAll))
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'check everything the forum needs, repair the search index, and encrypt again what STOA_PREVIOUS_SECRET encrypted; exit code 1 if something does not work'
    )
    .action(later(async () => (await import('./doctor.ts')).callDoctor))
}
