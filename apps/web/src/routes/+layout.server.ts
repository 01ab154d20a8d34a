import { frameOf } from '#lib/frame/frame.server.ts'
import type { LayoutServerLoad } from './$types'

/** Loads the data of the layout. */
export const load: LayoutServerLoad = (event) => event.locals.loaded?.frame ?? frameOf(event)
