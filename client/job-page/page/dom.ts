/** What an element has beside its children. */
export interface Parts {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly click?: () => void;
}

/** Makes an element. Nothing is ever parsed as HTML. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  parts: Parts = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (parts.class !== undefined) element.className = parts.class;
  if (parts.text !== undefined) element.textContent = parts.text;
  for (const [name, value] of Object.entries(parts.attributes ?? {})) element.setAttribute(name, value);
  if (parts.click !== undefined) element.addEventListener('click', parts.click);
  element.append(...children);
  return element;
}

/** Shows or hides an element. */
export function show(element: HTMLElement, isShown: boolean): void {
  element.hidden = !isShown;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The strokes of icons, in a square of 16. */
const ICONS: Readonly<Record<string, string>> = {
  waiting: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M8 4.5V8l2.5 1.5',
  running: 'M13.2 5A6 6 0 0 0 3 5M2.8 11A6 6 0 0 0 13 11M13.5 2v3.2h-3.2M2.5 14v-3.2h3.2',
  completed: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M5.2 8.2l2 2 3.6-4',
  failed: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  cancelled: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M3.8 12.2l8.4-8.4',
  skipped: 'M3 4l5 4-5 4zM12 4v8',
  paused: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M6.3 5.8v4.4M9.7 5.8v4.4',
};

/** The icon of a state; the text beside it says the same. */
export function stateIcon(state: string): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('class', `icon ${state}`);
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[state] ?? ICONS.waiting ?? '');
  icon.append(path);
  return icon;
}
