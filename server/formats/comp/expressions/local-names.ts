/** A block of Lua: its own names, and those that are declared but not to be seen before the next statement. */
interface Block {
  readonly names: string[];
  readonly waiting: string[];
}

/**
 * The local names that can be seen at one place of a Lua text, while it is read from its beginning. Blocks that close
 * without having been opened are let pass.
 */
export class LocalNames {
  readonly #blocks: Block[] = [{ names: [], waiting: [] }];
  /** How many open blocks declare a name. */
  readonly #seen = new Map<string, number>();

  /** True where the name means a local. */
  has(name: string): boolean {
    return this.#seen.has(name);
  }

  /** Opens a block in which the names (parameters, loop variables) can be seen. */
  open(names: readonly string[] = []): void {
    this.#blocks.push({ names: [], waiting: [] });
    for (const name of names) this.declare(name);
  }

  /** Closes the innermost block. */
  close(): void {
    if (this.#blocks.length === 1) return;
    for (const name of this.#blocks.pop()?.names ?? []) {
      const left = (this.#seen.get(name) ?? 1) - 1;
      if (left === 0) this.#seen.delete(name);
      else this.#seen.set(name, left);
    }
  }

  /** The name is a local of the innermost block from here on. */
  declare(name: string): void {
    this.#blocks.at(-1)?.names.push(name);
    this.#seen.set(name, (this.#seen.get(name) ?? 0) + 1);
  }

  /** The name is a local from the next statement on: in `local x = x.y` the second `x` is another. */
  declareLater(name: string): void {
    this.#blocks.at(-1)?.waiting.push(name);
  }

  /** A new statement of the innermost block begins. */
  nextStatement(): void {
    const waiting = this.#blocks.at(-1)?.waiting;
    if (waiting === undefined || waiting.length === 0) return;
    for (const name of waiting.splice(0)) this.declare(name);
  }
}
