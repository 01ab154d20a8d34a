import { capabilities } from '#lib/role-words.ts'

/** What somebody with a role does: their capabilities, and the topics that `desk` covers. */
export type Duties = { capabilities: (typeof capabilities)[number][]; deskTopics: string[] }

/** Reads the fields of `DutyFields`. */
export const dutiesIn = (form: FormData): Duties => ({
  capabilities: capabilities.filter((one) => form.getAll('capabilities').includes(one)),
  deskTopics: form.getAll('deskTopics').map(String)
})
