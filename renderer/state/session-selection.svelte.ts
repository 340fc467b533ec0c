import { SvelteSet } from 'svelte/reactivity';

/** Which sessions are selected, and from where a range begins. */
export class SessionSelection {
  readonly ids = new SvelteSet<string>();
  #anchor: string | null = null;

  toggle(id: string): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.#anchor = id;
  }

  /** Adds all from the one that was chosen last to this one, both included. `order` is the list as it is shown. */
  extendTo(id: string, order: readonly string[]): void {
    const [from, to] = [order.indexOf(this.#anchor ?? id), order.indexOf(id)];
    if (from < 0 || to < 0) {
      this.toggle(id);
      return;
    }
    for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) this.ids.add(one);
  }

  selectAll(ids: Iterable<string>): void {
    for (const id of ids) this.ids.add(id);
  }

  drop(ids: Iterable<string>): void {
    for (const id of ids) this.ids.delete(id);
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = null;
  }
}
