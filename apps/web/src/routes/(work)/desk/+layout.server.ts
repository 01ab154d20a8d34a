import { deskOnly } from '#lib/desk-only.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = (event) => deskOnly(event)
