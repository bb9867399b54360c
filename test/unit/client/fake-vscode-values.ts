type Listener<Event> = (event: Event) => void;

export class EventEmitter<Event> {
  readonly #listeners = new Set<Listener<Event>>();
  readonly event = (listener: Listener<Event>) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  fire(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Uri {
  readonly scheme: string;
  readonly fsPath: string;
  readonly query: string;
  readonly fragment: string;

  constructor(scheme: string, fsPath: string, { query = '', fragment = '' } = {}) {
    this.scheme = scheme;
    this.fsPath = fsPath;
    this.query = query;
    this.fragment = fragment;
  }

  static parse(text: string): Uri {
    const [scheme = '', fsPath = ''] = text.split('://');
    return new Uri(scheme, fsPath);
  }

  static file(fsPath: string): Uri {
    return new Uri('file', fsPath);
  }

  static from({ scheme, path, query }: { scheme: string; path: string; query?: string }): Uri {
    return new Uri(scheme, path, query === undefined ? {} : { query });
  }

  with({ fragment }: { fragment?: string }): Uri {
    return new Uri(this.scheme, this.fsPath, { query: this.query, fragment: fragment ?? this.fragment });
  }

  static joinPath({ scheme, fsPath }: Uri, ...parts: readonly string[]): Uri {
    return new Uri(scheme, [fsPath, ...parts].join('/'));
  }

  toString(): string {
    const query = this.query === '' ? '' : `?${this.query}`;
    return `${this.scheme}://${this.fsPath}${query}${this.fragment === '' ? '' : `#${this.fragment}`}`;
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(...at: [number, number, number, number] | [Position, Position]) {
    this.start = at.length === 2 ? at[0] : new Position(at[0], at[1]);
    this.end = at.length === 2 ? at[1] : new Position(at[2], at[3]);
  }
}

export class DocumentLink {
  readonly range: Range;
  readonly target: Uri;

  constructor(range: Range, target: Uri) {
    this.range = range;
    this.target = target;
  }
}

export class MarkdownString {
  readonly value: string;
  supportHtml = false;

  constructor(value: string) {
    this.value = value;
  }
}

export class TabInputText {
  readonly uri: Uri;

  constructor(uri: Uri) {
    this.uri = uri;
  }
}

export class TabInputTextDiff {
  readonly original: Uri;
  readonly modified: Uri;

  constructor(original: Uri, modified: Uri) {
    this.original = original;
    this.modified = modified;
  }
}

export class TabInputCustom extends TabInputText {}

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class FileDecoration {
  readonly badge: string;
  readonly tooltip: string;
  readonly color: ThemeColor;

  constructor(badge: string, tooltip: string, color: ThemeColor) {
    this.badge = badge;
    this.tooltip = tooltip;
    this.color = color;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;

  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;

  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class DataTransferItem {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}
