import { EntryTree, NO_VALUE } from './entry-tree.ts';

/** One entry of a tree. */
export class Entry {
  readonly tree: EntryTree;
  readonly at: number;

  constructor(tree: EntryTree, at: number) {
    this.tree = tree;
    this.at = at;
  }

  /** An entry without key and value. */
  static empty(): Entry {
    const tree = new EntryTree();
    const entry = tree.add();
    tree.setValue(entry, NO_VALUE, -1, -1);
    return new Entry(tree, entry);
  }

  /** Where it begins. */
  get start(): number {
    return this.tree.start(this.at);
  }

  get end(): number {
    return this.tree.end(this.at);
  }

  get keyKind(): number {
    return this.tree.keyKind(this.at);
  }

  get isTable(): boolean {
    return this.tree.isTable(this.at);
  }

  get hasConstructor(): boolean {
    return this.isTable && this.tree.constructorEnd(this.at) !== -1;
  }

  /** The entries of a table. */
  get entries(): readonly Entry[] {
    const { tree, at } = this;
    const entries: Entry[] = [];
    for (let entry = at + 1; entry < tree.after(at); entry = tree.after(entry)) entries.push(new Entry(tree, entry));
    return entries;
  }
}
