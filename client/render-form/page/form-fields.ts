import { byId } from '../../webviews/page/elements.ts';
import type { FormField, FormValues } from '../form-values.ts';

/** Fields that hold a text. */
const TEXTS = [
  'scene',
  'moreLayers',
  'frames',
  'renderer',
  'output',
  'farm',
  'pool',
  'group',
  'limits',
  'chunkSize',
  'priority',
  'threads',
  'memory',
  'gpus',
  'retries',
  'timeout',
  'after',
  'tags',
  'comment',
] as const satisfies readonly FormField[];

type TextElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function textElement(name: (typeof TEXTS)[number]): TextElement {
  return byId(name, HTMLElement) as TextElement;
}

/** The boxes of the layers. */
export function layerBoxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('#layers input')];
}

/** What stands in the fields. `before`: what stood in them, for what a list cannot show yet. */
export function readFields(before: FormValues): FormValues {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, textElement(name).value]));
  return {
    ...before,
    ...texts,
    layers: layerBoxes().flatMap((it) => (it.checked ? it.value : [])),
    paused: byId('paused', HTMLInputElement).checked,
    byFrame: byId('byFrame', HTMLInputElement).checked,
  };
}

/** Fills the fields. What stands in one already is left alone, and the cursor in it with that. */
export function fillFields(values: FormValues): void {
  for (const name of TEXTS) {
    const element = textElement(name);
    if (element.value !== values[name]) element.value = values[name];
  }
  for (const it of layerBoxes()) it.checked = values.layers.includes(it.value);
  byId('paused', HTMLInputElement).checked = values.paused;
  byId('byFrame', HTMLInputElement).checked = values.byFrame;
}

/** Gives a field the focus, and selects in it what is wrong. */
export function focusField(name: FormField, range?: { readonly start: number; readonly end: number }): void {
  const element = name === 'layers' ? (layerBoxes()[0] ?? byId('layers', HTMLElement)) : byId(name, HTMLElement);
  element.focus();
  if (range !== undefined && element instanceof HTMLInputElement) element.setSelectionRange(range.start, range.end);
}
