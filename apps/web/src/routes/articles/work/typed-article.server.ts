import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { settingsFields, type SettingsValues } from './article-fields.ts'

/** Reads the posted settings of an article as they were typed and ticked, with other fields. */
export async function settingsValuesIn<K extends string = never>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  more: readonly K[] = []
): Promise<SettingsValues & Record<K, string>> {
  const readerGroups = (await formOf(event)).getAll('readerGroups').map(Number)
  return { ...(await typed(event, [...settingsFields, ...more])), readerGroups }
}

/** Loads what the settings of an article are chosen from. */
export async function settingsChoices({ api }: App.Locals) {
  const [sections, series, groups] = await Promise.all([
    api.articles.sections({}),
    api.articles.series({}),
    api.groups.groups({})
  ])
  return { sections: sections.items, series: series.items, groups: groups.items }
}
