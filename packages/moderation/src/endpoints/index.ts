import { appealingEndpoints } from '../appeals/endpoints.ts'
import { contentEndpoints } from './content.ts'
import { peopleEndpoints } from './people.ts'
import { publicEndpoints } from './public.ts'
import { queueEndpoints } from './queue.ts'
import { reportingEndpoints } from '../reports/endpoints.ts'
import { wavesEndpoints } from '../waves/endpoints.ts'

/** Every endpoint of the capability: `api.moderation.<name>`. */
export const moderationEndpoints = {
  ...reportingEndpoints,
  ...queueEndpoints,
  ...wavesEndpoints,
  ...contentEndpoints,
  ...peopleEndpoints,
  ...appealingEndpoints,
  ...publicEndpoints
}
