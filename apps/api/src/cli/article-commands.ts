import type { Command } from 'commander'
import { later } from './later.ts'

export function addArticleCommands(program: Command): void {
  const articles = program
    .command('articles')
    .description('import and export articles as Markdown files')
  articles
    .command('import')
    .description(
      'import the articles in a folder, whose form docs/articles.md describes; files that are as they were imported change nothing; exit code 1 if some were refused'
    )
    .argument('<folder>')
    .requiredOption('--as <username>', 'who writes them: an admin, or staff who write articles')
    .option('--publish', 'publish at once, without a second person; in the security log')
    .action(later(async () => (await import('./articles.ts')).importFolder))
  articles
    .command('export')
    .description('write all public articles, with their pictures and videos, into a folder')
    .argument('<folder>', 'files of the same names are replaced')
    .action(later(async () => (await import('./articles.ts')).exportFolder))
}
