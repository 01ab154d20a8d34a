import type { z } from 'zod'

type Overridden = { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }

/** Writes schemas so that generators of clients understand them. */
export function schemaForm({ zodSchema, jsonSchema }: Overridden): void {
  // Only some languages know classes of Unicode, so the forum alone judges these texts.
  if (jsonSchema.pattern?.includes('\\p{')) delete jsonSchema.pattern
  if (jsonSchema.allOf) jsonSchema.allOf = jsonSchema.allOf.filter(isPortable)
  if (jsonSchema.allOf?.length === 0) delete jsonSchema.allOf
  // Ids are 64 bits wide in the database. Without it, some languages read 32.
  if (jsonSchema.type === 'integer' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
    delete jsonSchema.maximum
    jsonSchema.format = 'int64'
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (zodSchema._zod.def.type === 'union')
    jsonSchema.anyOf = jsonSchema.anyOf?.filter((one) => Object.keys(one).length > 0)
}

const isPortable = ({ pattern }: z.core.JSONSchema.BaseSchema) => !pattern?.includes('\\p{')
