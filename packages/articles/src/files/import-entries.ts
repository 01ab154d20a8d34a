import type { z } from 'zod'
import { attempt, type Failure } from './failures.ts'
import type { Folder } from './folder.ts'
import { readList, type Values } from './front-matter.ts'
import { checked } from './shapes.ts'

/** An entry of a list, with the line of each of its keys. */
export type Entry<T> = T & Pick<Values, 'lineOf'>

/**
 * Runs `work` on each entry of a file that is a list. An entry that is refused keeps no other from
 * being imported. Nothing happens without the file.
 * @param first which entries come before all others, if not the order of the file decides
 */
export async function importEntries<T extends z.ZodObject>(
  { files }: Folder,
  name: string,
  shape: T,
  work: (entry: Entry<z.output<T>>, all: readonly Entry<z.output<T>>[]) => Promise<unknown>,
  first: (entry: Entry<z.output<T>>) => boolean = () => true
): Promise<Failure[]> {
  const file = files.get(name)
  if (!file) return []
  const given: Values[] = []
  const failures = await attempt(name, async () => given.push(...readList(await file.read())))
  const each = async ({ lineOf }: Pick<Values, 'lineOf'>, run: () => Promise<unknown>) =>
    failures.push(
      ...(await attempt(name, run, ({ errors: [error] }) =>
        lineOf(error?.path.split('.')[0] ?? 'slug')
      ))
    )
  const entries: Entry<z.output<T>>[] = []
  for (const one of given)
    await each(one, async () => entries.push({ ...checked(shape, one), lineOf: one.lineOf }))
  for (const one of [...entries.filter(first), ...entries.filter((entry) => !first(entry))])
    await each(one, () => work(one, entries))
  return failures
}
