import { createContext } from 'svelte';
import type { Command } from '../shared/commands.ts';

/** Who answers a command at the moment: what is shown registers itself, and takes itself back when it goes away. */
export class Commands {
  readonly #handlers = new Map<Command, () => void>();

  /** Returns what takes the handler back. */
  answer(command: Command, handler: () => void): () => void {
    this.#handlers.set(command, handler);
    return () => {
      if (this.#handlers.get(command) === handler) this.#handlers.delete(command);
    };
  }

  /** Whether somebody answered. */
  run(command: Command): boolean {
    const handler = this.#handlers.get(command);
    handler?.();
    return handler !== undefined;
  }
}

/** By context, as the language: what answers commands stands deep in the views. */
export const [useCommands, provideCommands] = createContext<Commands>();
