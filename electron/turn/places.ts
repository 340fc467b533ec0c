/** Counts relay sockets: in all and of each account. Open ones, those being opened and reserved ones are the same here. */
export class Places {
  #taken = 0;
  readonly #ofAccount = new Map<string, number>();

  get taken(): number {
    return this.#taken;
  }

  takenBy(account: string): number {
    return this.#ofAccount.get(account) ?? 0;
  }

  take(account: string): void {
    this.#taken += 1;
    this.#ofAccount.set(account, this.takenBy(account) + 1);
  }

  give(account: string): void {
    this.#taken -= 1;
    const left = this.takenBy(account) - 1;
    // Accounts of REST credentials come and go: one that has nothing is not remembered.
    if (left > 0) this.#ofAccount.set(account, left);
    else this.#ofAccount.delete(account);
  }
}
