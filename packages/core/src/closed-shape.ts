import { z } from 'zod'

type Shape = z.core.$ZodType
type Inside = z.core.$ZodTypeDef & Partial<Record<string, unknown>>

/**
 * Returns the shape with objects that refuse unknown fields. Objects that are open on purpose
 * (`z.looseObject`) stay open. Definitions are read as zod documents it for programs built upon it:
 * https://zod.dev/packages/core.
 */
export function closedShape<S extends Shape>(shape: S): S {
  const def = shape._zod.def as Inside
  if (def.type === 'object')
    return clone(shape, closedObject(def as unknown as z.core.$ZodObjectDef))
  const parts = Object.entries(def).filter(([name]) => nested.has(name))
  if (parts.length === 0) return shape
  return clone(shape, Object.assign({}, def, closedParts(parts)))
}

/** The properties in which zod keeps nested shapes. */
const nested = new Set(['element', 'innerType', 'in', 'out', 'valueType', 'options'])

const closedParts = (parts: [string, unknown][]) =>
  Object.fromEntries(parts.map(([name, part]) => [name, closedPart(part)]))

const closedPart = (part: unknown): unknown =>
  Array.isArray(part) ? part.map(closedPart) : closedShape(part as Shape)

function closedObject(def: z.core.$ZodObjectDef): z.core.$ZodObjectDef {
  const fields = Object.entries(def.shape).map(([name, field]) => [name, closedShape(field)])
  const shape = Object.fromEntries(fields) as z.core.$ZodShape
  return { ...def, shape, catchall: def.catchall ?? z.never() }
}

const clone = <S extends Shape>(shape: S, def: z.core.$ZodTypeDef) => z.core.clone(shape, def)
