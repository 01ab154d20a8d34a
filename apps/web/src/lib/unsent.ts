/**
 * What `load` returns for a page that is not hydrated: SvelteKit would serialise it for the browser
 * all the same, a tenth of the time of a long page. `src/hooks.ts` tells it not to.
 */
export class Unsent<T> {
  readonly value: T

  constructor(value: T) {
    this.value = value
  }
}
