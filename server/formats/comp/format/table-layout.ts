import { rootRole, type TableRole, tableRole } from '../table-role.ts';

/** How the entries of a table stand: each on a line of its own, or all on one line. */
export type Layout = 'lines' | 'inline';

/** The tables that Fusion always writes line by line, and that may hold most of a file. */
const STRUCTURE: ReadonlySet<TableRole> = new Set([
  'composition',
  'setting',
  'tools',
  'tool',
  'inputs',
  'outputs',
  'clips',
  'key-frames',
]);

/** Lists of more numbers than a matrix has stay as they are. */
const MOST_NUMBERS_ON_A_LINE = 16;

/**
 * Finds the layout of one table while its tokens go by. Where Fusion always writes a table in one way, that is the
 * layout; elsewhere the table keeps its own: it stands on lines where any of its entries begins one. Measured on 132
 * real files, in which no table mixes both layouts.
 */
export class TableLayout {
  /** Tables around the entries of this one. */
  readonly depth: number;
  readonly parent: TableLayout | undefined;
  readonly #role: TableRole;
  readonly #constructorName: string;
  #layout: Layout | undefined;
  #entries = 0;
  #numbers = 0;
  #hasSource = false;
  #hasComment = false;
  /** An entry or the closing brace begins a line. */
  #breaks = false;
  /** Something inside an entry goes over several lines: as it is written, and as it will be. */
  #wasTall = false;
  #isTall = false;

  private constructor(parent: TableLayout | undefined, role: TableRole, constructorName: string, depth: number) {
    this.parent = parent;
    this.#role = role;
    this.#constructorName = constructorName;
    this.depth = depth;
  }

  /** What stands around the outermost table of a file. */
  static ofFile(): TableLayout {
    const file = new TableLayout(undefined, 'other', '', 0);
    file.#layout = 'lines';
    return file;
  }

  /** The table in an entry of this one, under `key` where the entry has one. */
  inside(key: string | undefined, constructorName: string): TableLayout {
    const role = this.parent === undefined ? rootRole(constructorName) : tableRole(this.#role, key, constructorName);
    return new TableLayout(this, role, constructorName, this.depth + 1);
  }

  /** Absent while it is not decided yet. */
  get layout(): Layout | undefined {
    return this.#layout;
  }

  /** Whether the layouts of the table and of every table around it are decided. */
  get isSettled(): boolean {
    // A table that is decided while it is open stands only in others of that kind.
    return this.#layout !== undefined && (this.parent === undefined || this.parent.layout !== undefined);
  }

  /** An entry begins. Tables of Fusion's own structure are decided by that: they may hold the whole file. */
  entryBegins(): void {
    this.#entries += 1;
    if (STRUCTURE.has(this.#role)) this.#layout = 'lines';
  }

  /** An entry has this key, without brackets and quotes. */
  hasKey(key: string): void {
    if (key === 'SourceOp') this.#hasSource = true;
  }

  /** An entry is a number without key. */
  hasNumber(): void {
    this.#numbers += 1;
  }

  /** A comment stands between the braces, outside of inner tables. */
  hasComment(): void {
    this.#hasComment = true;
  }

  /** An entry, a comment or the closing brace begins a line. */
  breaks(): void {
    this.#breaks = true;
  }

  /** An entry holds a text of several lines. */
  hasTallText(): void {
    this.#wasTall = true;
    this.#isTall = true;
  }

  /** The table ends: it is decided, and the table around it learns of it. */
  close(): void {
    this.#layout ??= this.#decide();
    const wasTall = this.#breaks || this.#wasTall;
    const isTall = this.#isTall || this.#layout === 'lines';
    if (this.parent === undefined) return;
    if (wasTall) this.parent.#wasTall = true;
    if (isTall) this.parent.#isTall = true;
  }

  #decide(): Layout {
    if (this.#entries === 0 || this.#hasComment) return this.#own();
    switch (this.#constructorName) {
      case 'Clip':
        return 'lines';
      case 'Input':
      case 'InstanceInput':
      case 'InstanceOutput':
        return this.#hasSource || this.#entries > 1 ? 'lines' : this.#inlineUnlessTall();
      case 'FuID':
      case 'OperatorInfo':
      case 'PipeRouterInfo':
        return this.#entries === 1 ? this.#inlineUnlessTall() : this.#own();
    }
    if (this.#role === 'key-frame') return this.#inlineUnlessTall();
    const isShortList = this.#numbers === this.#entries && this.#entries <= MOST_NUMBERS_ON_A_LINE;
    return isShortList ? this.#inlineUnlessTall() : this.#own();
  }

  #inlineUnlessTall(): Layout {
    return this.#isTall ? this.#own() : 'inline';
  }

  /** A table whose entries have to be broken up, while they all stand on one line, is broken up too. */
  #own(): Layout {
    const isOpenedUp = this.#isTall && !this.#wasTall;
    return this.#breaks || isOpenedUp ? 'lines' : 'inline';
  }
}
