import { appealingEndpoints } from '../appeals/endpoints.ts'
import { authorsEndpoints, peopleEndpoints } from './people.ts'
import { contentEndpoints, editsEndpoints } from './content.ts'
import { publicEndpoints } from './public.ts'
import { queueEndpoints } from './queue.ts'
import { reportingEndpoints } from '../reports/endpoints.ts'
import { campaignsEndpoints } from '../campaigns/endpoints.ts'

/** Endpoints of the capability: `api.moderation.<name>`. */
export const moderationEndpoints = {
  ...reportingEndpoints,
  ...queueEndpoints,
  ...campaignsEndpoints,
  ...contentEndpoints,
  ...editsEndpoints,
  ...peopleEndpoints,
  ...authorsEndpoints,
  ...appealingEndpoints,
  ...publicEndpoints
}
