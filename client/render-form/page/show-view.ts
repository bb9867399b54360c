import { byId, textElement } from '../../webviews/page/elements.ts';
import type { FormChoice, FormSummary, FormView, LayerChoice, PlanView } from '../form-view.ts';
import { fillFields, focusField } from './form-fields.ts';

/** Puts something in the place of what an element holds, where it is another than before. */
function renew(element: HTMLElement, content: unknown, make: () => readonly HTMLElement[]): void {
  const mark = JSON.stringify(content);
  if (element.dataset.shown === mark) return;
  element.dataset.shown = mark;
  element.replaceChildren(...make());
}

function option({ value, label, disabled = false }: FormChoice): HTMLOptionElement {
  const element = textElement('option', label);
  element.value = value;
  element.disabled = disabled;
  return element;
}

/** A list with its choices; what is chosen in it stays so. */
function showChoices(id: string, choices: readonly FormChoice[]): void {
  const list = byId(id, HTMLSelectElement);
  const { value } = list;
  renew(list, choices, () => choices.map(option));
  list.value = value;
}

/** The last of several words with commas between them is completed: the list has them with what stands before. */
function offered(id: 'pool' | 'group' | 'limits', words: readonly string[]): readonly string[] {
  const { value } = byId(id, HTMLInputElement);
  const before = id === 'limits' ? value.slice(0, value.lastIndexOf(',') + 1).trim() : '';
  if (before === '') return words;
  const written = before.split(',').map((it) => it.trim());
  return words.flatMap((word) => (written.includes(word) ? [] : `${before} ${word}`));
}

function showFarms({ farms, farmLists, hasFarms }: FormView): void {
  showChoices('farm', farms);
  byId('farm-choice', HTMLElement).hidden = farmLists === undefined;
  byId('check-farm', HTMLElement).hidden = farmLists === undefined;
  byId('configure-farms', HTMLElement).hidden = hasFarms;
}

/** What the farm has, for the fields as they are filled. */
function offerFromFarm({ farmLists }: FormView): void {
  const { pools = [], groups = [], limits = [] } = farmLists ?? {};
  for (const [id, words] of [['pool', pools] as const, ['group', groups] as const, ['limits', limits] as const]) {
    const options = offered(id, words).map((value) => ({ value, label: '' }));
    renew(byId(`${id}-list`, HTMLElement), options, () => options.map(option));
  }
}

function layerLine({ name, note }: LayerChoice, at: number): HTMLElement {
  const line = textElement('div', '', 'layer');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.id = `layer-${at}`;
  box.value = name;
  const label = textElement('label', name);
  label.htmlFor = box.id;
  const about = textElement('span', note);
  about.id = `layer-${at}-note`;
  box.setAttribute('aria-describedby', about.id);
  line.append(box, label, about);
  return line;
}

function showAbout(view: FormView): void {
  const problems = new Map(view.problems.map((it) => [String(it.field), it]));
  for (const part of document.querySelectorAll<HTMLElement>('[data-field]')) {
    const name = part.dataset.field ?? '';
    const problem = problems.get(name);
    const message = document.getElementById(`${name}-problem`);
    if (message !== null && message.textContent !== (problem?.message ?? '')) {
      message.textContent = problem?.message ?? '';
    }
    const note = document.getElementById(`${name}-note`);
    const { text = '', isWarning = false } = view.notes[name as keyof FormView['notes']] ?? {};
    if (note !== null) {
      // What is written anew is read out anew.
      if (note.textContent !== text) note.textContent = text;
      note.classList.toggle('warn', isWarning);
    }
    const control = name === 'layers' ? part : document.getElementById(name);
    if (problem === undefined) control?.removeAttribute('aria-invalid');
    else control?.setAttribute('aria-invalid', 'true');
  }
}

function showSummary(summary: FormSummary | undefined, view: FormView): void {
  const box = byId('summary', HTMLElement);
  box.hidden = summary === undefined;
  renew(box, summary ?? null, () => {
    if (summary === undefined) return [];
    const list = document.createElement('ul');
    for (const { field, text } of summary.items) {
      const item = document.createElement('li');
      if (field === undefined) item.textContent = text;
      else {
        const link = textElement('button', text, 'link');
        link.type = 'button';
        link.addEventListener('click', () => focusField(field, view.problems.find((it) => it.field === field)?.range));
        item.append(link);
      }
      list.append(item);
    }
    return [textElement('p', summary.title), list];
  });
}

function showPlan(plan: PlanView | undefined): void {
  byId('plan', HTMLElement).hidden = plan === undefined;
  if (plan === undefined) return;
  byId('plan-title', HTMLElement).textContent = plan.title;
  renew(byId('plan-rows', HTMLElement), plan.rows, () =>
    plan.rows.map(({ layer, frames, output }) => {
      const row = document.createElement('tr');
      row.append(...[layer, frames, output].map((it) => textElement('td', it)));
      return row;
    }),
  );
  renew(byId('plan-warnings', HTMLElement), plan.warnings, () => plan.warnings.map((it) => textElement('li', it)));
  byId('plan-duplicates', HTMLElement).textContent = plan.duplicates ?? '';
  byId('submit', HTMLElement).textContent = plan.confirm;
}

/** Shows what the extension tells. What looks as before is left alone, so that cursor and focus stay. */
export function showView(view: FormView): void {
  showChoices('renderer', view.renderers);
  showChoices('after', view.jobs);
  showFarms(view);
  const ticked = new Set(
    [...document.querySelectorAll<HTMLInputElement>('#layers input:checked')].map((it) => it.value),
  );
  renew(byId('layers', HTMLElement), view.layers, () => view.layers.map(layerLine));
  for (const box of document.querySelectorAll<HTMLInputElement>('#layers input')) box.checked = ticked.has(box.value);
  byId('layers-group', HTMLElement).hidden = view.layers.length === 0;
  byId('layers-tools', HTMLElement).hidden = view.layers.length < 2;
  for (const part of document.querySelectorAll<HTMLElement>('[data-field="moreLayers"]')) {
    part.hidden = !view.hasMoreLayers;
  }
  if (view.values !== undefined) fillFields(view.values);
  offerFromFarm(view);
  byId('byFrame', HTMLInputElement).disabled = byId('after', HTMLSelectElement).value === '';
  showAbout(view);
  showSummary(view.summary, view);
  showPlan(view.plan);
  const status = byId('status', HTMLElement);
  if (status.textContent !== view.status) status.textContent = view.status;
  byId('form', HTMLElement).setAttribute('aria-busy', String(view.isBusy));
  for (const id of ['review', 'submit']) byId(id, HTMLButtonElement).disabled = view.isBusy;
  focusOn(view);
}

function focusOn({ focus, summary }: FormView): void {
  if (focus === undefined) return;
  if (focus === 'summary') {
    if (summary !== undefined) byId('summary', HTMLElement).focus();
  } else if (focus === 'plan') {
    const submit = byId('submit', HTMLButtonElement);
    byId('plan', HTMLElement).scrollIntoView({ block: 'nearest' });
    submit.focus();
  } else if (focus === 'review') byId('review', HTMLButtonElement).focus();
  else focusField(focus);
}
