import type { FrameState } from '../model/frame-state.ts';

/** The colours of what is drawn, from the theme of the editor. */
export interface Theme {
  readonly states: Readonly<Record<FrameState, string>>;
  readonly foreground: string;
  readonly background: string;
  readonly muted: string;
  readonly selection: string;
  readonly focus: string;
  readonly bar: string;
  readonly line: string;
  readonly font: string;
  /** Another number for every other theme. */
  readonly version: number;
}

const forced = matchMedia('(forced-colors: active)');

let version = 0;

/** The theme as it is now. Where the system forces its colours, they are the system's. */
export function readTheme(): Theme {
  version += 1;
  const style = getComputedStyle(document.body);
  const color = (name: string, system: string): string =>
    forced.matches ? system : style.getPropertyValue(`--vscode-${name}`).trim() || style.color;
  const states: Readonly<Record<FrameState, string>> = {
    completed: color('charts-green', 'CanvasText'),
    running: color('charts-blue', 'Highlight'),
    failed: color('charts-red', 'CanvasText'),
    waiting: color('descriptionForeground', 'GrayText'),
    skipped: color('descriptionForeground', 'GrayText'),
    cancelled: color('descriptionForeground', 'GrayText'),
  };
  return {
    states,
    foreground: color('foreground', 'CanvasText'),
    background: color('editor-background', 'Canvas'),
    muted: color('descriptionForeground', 'CanvasText'),
    selection: color('focusBorder', 'Highlight'),
    focus: color('foreground', 'CanvasText'),
    bar: color('charts-blue', 'CanvasText'),
    line: color('charts-yellow', 'Highlight'),
    font: `${Math.round(Number.parseFloat(style.fontSize) * 0.85)}px ${style.fontFamily}`,
    version,
  };
}

/** Calls `changed` when the theme, the forced colours or the zoom have changed. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  forced.addEventListener('change', changed);
  const followZoom = (): void => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        changed();
        followZoom();
      },
      { once: true },
    );
  };
  followZoom();
}
