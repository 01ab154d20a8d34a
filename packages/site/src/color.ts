import { invalid } from '@stoa/core'
import type { Accent } from './content.ts'

/** Lightness, chroma and hue (radians) of OKLCH. */
type Oklch = { l: number; c: number; h: number }
type Triple = readonly [number, number, number]

/** WCAG 2.2, 1.4.3: the least contrast of text. */
const leastContrast = 4.5

/**
 * Soft backgrounds of the accent in each theme, the closest to it of all that it stands on; see
 * `apps/web/src/lib/ui/tokens.css`. `step` leads away from them.
 */
const themes = {
  light: { soft: { l: 0.957, c: 0.018 }, step: -0.005 },
  dark: { soft: { l: 0.285, c: 0.04 }, step: 0.005 }
}
export type Theme = keyof typeof themes

/** The soft background that goes with an accent. */
export function softOf(theme: Theme, accent: string): string {
  const { l, c } = themes[theme].soft
  const own = oklchOf(accent)
  return hexOf({ l, c: Math.min(c, own.c), h: own.h })
}

/** Contrast of an accent with the background in its theme that is closest to it, from 1 to 21. */
export const contrastOf = (theme: Theme, accent: string): number =>
  contrast(accent, softOf(theme, accent))

/** Returns the accent itself if it can be read in a theme, else the nearest colour that can be. */
export function nearestPassing(theme: Theme, accent: string): string {
  const { step } = themes[theme]
  let found = oklchOf(accent)
  let hex = accent
  while (contrastOf(theme, hex) < leastContrast) {
    found = { ...found, l: found.l + step }
    hex = hexOf(found)
  }
  return hex
}

/**
 * Checks that both colours of an accent can be read. Without a dark one it is derived.
 * @throws Problem 422 on `accent.light` or `accent.dark`, which offers the nearest passing colour
 */
export function checkAccent({ light, dark }: Accent): Accent {
  const accent = { light, dark: dark || nearestPassing('dark', light) }
  for (const theme of ['light', 'dark'] as const) {
    const offer = nearestPassing(theme, accent[theme])
    if (offer === accent[theme]) continue
    const found = contrastOf(theme, accent[theme]).toFixed(1)
    throw invalid(`accent.${theme}`, `site_accent_${theme}_contrast`, { found, offer })
  }
  return accent
}

const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const luminance = (hex: string): number => {
  const [r, g, b] = linearOf(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const linearOf = (hex: string): Triple => {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

// https://bottosson.github.io/posts/oklab/
function oklchOf(hex: string): Oklch {
  const [r, g, b] = linearOf(hex)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const [x, y] = [
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  return { l: lightness, c: Math.hypot(x, y), h: Math.atan2(y, x) }
}

function linear({ l: lightness, c, h }: Oklch): Triple {
  const [x, y] = [c * Math.cos(h), c * Math.sin(h)]
  const l = (lightness + 0.3963377774 * x + 0.2158037573 * y) ** 3
  const m = (lightness - 0.1055613458 * x - 0.0638541728 * y) ** 3
  const s = (lightness - 0.0894841775 * x - 1.291485548 * y) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ]
}

/** The colour with as much of its chroma as a screen can show. */
function hexOf(color: Oklch): string {
  let rgb = linear(color)
  for (let { c } = color; !rgb.every(isShown) && c > 0; c -= 0.005)
    rgb = linear({ ...color, c: Math.max(0, c - 0.005) })
  return `#${rgb.map(channelOf).join('')}`
}

const isShown = (value: number) => value > -0.001 && value < 1.001

function channelOf(value: number): string {
  const clamped = Math.min(1, Math.max(0, value))
  const encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0')
}
