/** Time zones by area, as `[['Asia', ['Asia/Shanghai', …]], …]`; UTC is an area of its own. */
export function zonesByArea(zones: readonly string[]): [area: string, zones: string[]][] {
  const areas = new Map<string, string[]>([['UTC', ['UTC']]])
  for (const zone of zones) {
    const area = zone.split('/')[0] ?? ''
    if (area !== zone) areas.set(area, [...(areas.get(area) ?? []), zone])
  }
  return [...areas]
}

/** `America/Argentina/Buenos_Aires` as people read it. */
export const zoneName = (zone: string) =>
  zone
    .slice(zone.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ' – ')
