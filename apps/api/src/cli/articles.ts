import { eq } from 'drizzle-orm'
import { findRecipient } from '@stoa/accounts/recipients'
import { users } from '@stoa/accounts/tables'
import { exportArticles, importArticles, type Failure } from '@stoa/articles/files'
import { Problem, type Context } from '@stoa/core'
import { StartError } from '@stoa/core/server'
import { usernameKey } from '@stoa/core/text'
import { explain } from './explain.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'
import { asTyped } from './typed-path.ts'

/** Imports a folder of articles. What is refused is said with file and line, and ends with exit code 1. */
export async function importFolder(folder: string, options: { as: string; publish?: boolean }) {
  const { failures, ...counts } = await withForum(async ({ context }) => {
    const ctx = await actingAs(context(), options.as)
    return withBar((report) =>
      importArticles(ctx, asTyped(folder), { publish: options.publish, report }).catch(explainNode)
    )
  })
  const { created, changed, unchanged, published } = counts
  say(`${created} texts are new, ${changed} changed and ${unchanged} as before.`)
  if (published > 0) say(`${published} are published.`)
  else if (created + changed > 0) say('They wait at /articles/work for a second person.')
  if (failures.length === 0) return
  throw new StartError(failures.map(failureLine).join('\n'))
}

/** Exports all public articles into a folder. */
export async function exportFolder(folder: string) {
  const { texts, files } = await withForum(({ context }) =>
    withBar((report) => exportArticles(context(), asTyped(folder), report).catch(explainNode))
  )
  say(`${texts} texts and ${files} other files are in ${asTyped(folder)}.`)
}

async function actingAs(ctx: Context, username: string): Promise<Context> {
  const isNamed = eq(users.usernameKey, usernameKey(username))
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(isNamed)
  const found = user && (await findRecipient(ctx, user.id))
  if (!found) throw new StartError(`There is no account ${username}.`)
  return { ...ctx, actor: found.actor }
}

const failureLine = ({ file, line, error, shows }: Failure) =>
  `${file}:${line}: ${shows ? `${shows}: ` : ''}${wordsOf(error)}`

const wordsOf = (error: Failure['error']) =>
  error instanceof Problem ? explain(error).replaceAll('\n', ' ') : error.message

function explainNode(error: unknown): never {
  const { code, path } = error as NodeJS.ErrnoException
  throw code && path ? new StartError(`${path} cannot be used: ${code}.`) : error
}
