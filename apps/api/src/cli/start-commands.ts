import type { Command } from 'commander'

/** Lists in the help what `bin/stoa` of a release does by itself. */
export function addStartCommands(program: Command): void {
  program.command('start').description('start the server; settings are environment variables')
  program.command('web').description('start it without background jobs: STOA_ROLE=web')
  program.command('worker').description('start only the background jobs: STOA_ROLE=worker')
}
