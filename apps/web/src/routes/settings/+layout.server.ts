import { membersOnly } from '#lib/members.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = (event) => membersOnly(event)
