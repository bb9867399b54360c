import { byId } from '../../webviews/page/elements.ts';
import { acquireHost, onMessage } from '../../webviews/page/host.ts';
import type { FormAnswer, FormMessage, FormState } from '../form-messages.ts';
import type { FormValues } from '../form-values.ts';
import { layerBoxes, readFields } from './form-fields.ts';
import { showView } from './show-view.ts';

// The page of the form: it shows what the extension tells, and tells it what stands in the fields.

const host = acquireHost<FormMessage, FormState>();
let values: FormValues | undefined;
let revision = 0;

function read(): FormValues | undefined {
  if (values === undefined) return undefined;
  values = readFields(values);
  host.setState({ values });
  return values;
}

function change(): void {
  const now = read();
  if (now !== undefined) host.postMessage({ type: 'change', values: now, revision });
}

/** What Ctrl+Enter does: the next step on the way to the queue. */
function goOn(): void {
  if (!byId('plan', HTMLElement).hidden) {
    if (!byId('submit', HTMLButtonElement).disabled) host.postMessage({ type: 'submit' });
    return;
  }
  const now = read();
  if (now !== undefined && !byId('review', HTMLButtonElement).disabled) {
    host.postMessage({ type: 'review', values: now, revision });
  }
}

function tick(all: boolean): void {
  for (const it of layerBoxes()) it.checked = all;
  change();
}

onMessage<FormAnswer>(({ view }) => {
  if (view.values !== undefined) {
    values = view.values;
    revision = view.revision;
    host.setState({ values });
  }
  showView(view);
});

const form = byId('form', HTMLFormElement);
form.addEventListener('input', change);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  goOn();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    goOn();
  }
  if (event.key === 'Escape' && !byId('plan', HTMLElement).hidden) goBack();
});

function goBack(): void {
  host.postMessage({ type: 'back' });
  byId('review', HTMLButtonElement).focus();
}

byId('browse', HTMLButtonElement).addEventListener('click', () => host.postMessage({ type: 'browse' }));
byId('check-farm', HTMLButtonElement).addEventListener('click', () => host.postMessage({ type: 'check-farm' }));
byId('configure-farms', HTMLButtonElement).addEventListener('click', () =>
  host.postMessage({ type: 'configure-farms' }),
);
byId('reset', HTMLButtonElement).addEventListener('click', () => host.postMessage({ type: 'reset' }));
byId('all-layers', HTMLButtonElement).addEventListener('click', () => tick(true));
byId('no-layers', HTMLButtonElement).addEventListener('click', () => tick(false));
byId('submit', HTMLButtonElement).addEventListener('click', () => host.postMessage({ type: 'submit' }));
byId('back', HTMLButtonElement).addEventListener('click', goBack);

host.postMessage({ type: 'ready' });
