import { categoryEndpoints } from './categories.ts'
import { threadEndpoints } from './threads.ts'

/** Every endpoint of the capability: `api.threads.<name>`. */
export const threadsEndpoints = { ...categoryEndpoints, ...threadEndpoints }
