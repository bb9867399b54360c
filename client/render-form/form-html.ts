import { l10n } from 'vscode';
import { type Html, html } from '../webviews/html.ts';
import type { FormField } from './form-values.ts';

/** A field with its label before it, what is to be known and what is wrong after it. */
function field(name: FormField, label: string, control: Html): Html {
  return html`<div class="field" data-field="${name}">
<label for="${name}">${label}</label>
${control}
${about(name)}
</div>`;
}

function about(name: FormField): Html {
  return html`<p class="problem" id="${name}-problem" aria-live="polite"></p>
<p class="note" id="${name}-note"></p>`;
}

const describedBy = (name: FormField): Html => html`aria-describedby="${name}-problem ${name}-note"`;

function textField(name: FormField, label: string, options: { placeholder?: string; isNumber?: boolean } = {}): Html {
  const { placeholder = '', isNumber = false } = options;
  const mode = isNumber ? 'numeric' : 'text';
  return field(
    name,
    label,
    html`<input type="text" id="${name}" inputmode="${mode}" placeholder="${placeholder}" spellcheck="false" autocomplete="off" ${describedBy(name)}>`,
  );
}

function checkbox(name: FormField, label: string): Html {
  return html`<div class="field check" data-field="${name}">
<input type="checkbox" id="${name}"><label for="${name}">${label}</label>
</div>`;
}

const select = (name: FormField, label: string): Html =>
  field(name, label, html`<select id="${name}" ${describedBy(name)}></select>`);

/** The farm, with a line that says whether it answers: that is read out when it changes. */
function farmField(): Html {
  return html`<div class="field" data-field="farm">
<label for="farm">${l10n.t('Where it is rendered')}</label>
<select id="farm" ${describedBy('farm')}></select>
<p class="problem" id="farm-problem" aria-live="polite"></p>
<p class="note" id="farm-note" role="status"></p>
<div class="row tools">
<button type="button" class="link" id="check-farm">${l10n.t('Check Again')}</button>
<button type="button" class="link" id="configure-farms">${l10n.t('Configure Farms')}</button>
</div>
</div>`;
}

/** A text that is chosen from a list where there is one, and may be any other. */
function listField(name: 'pool' | 'group' | 'limits', label: string, placeholder = ''): Html {
  return field(
    name,
    label,
    html`<input type="text" id="${name}" list="${name}-list" placeholder="${placeholder}" spellcheck="false" autocomplete="off" ${describedBy(name)}><datalist id="${name}-list"></datalist>`,
  );
}

/** The form as it is before anything is known: the page fills it. */
export function formBody(): Html {
  return html`<main>
<h1>${l10n.t('Render')}</h1>
<div id="summary" role="alert" tabindex="-1" hidden></div>
<form id="form" novalidate autocomplete="off">
${field(
  'scene',
  l10n.t('Scene'),
  html`<div class="row"><input type="text" id="scene" spellcheck="false" ${describedBy('scene')}>
<button type="button" class="secondary" id="browse">${l10n.t('Browse…')}</button></div>`,
)}
<fieldset class="field" data-field="layers" id="layers-group" aria-describedby="layers-problem layers-note">
<legend>${l10n.t('Layers')}</legend>
<div class="row tools" id="layers-tools">
<button type="button" class="link" id="all-layers">${l10n.t('Select All')}</button>
<button type="button" class="link" id="no-layers">${l10n.t('Select None')}</button>
</div>
<div id="layers" tabindex="-1"></div>
${about('layers')}
</fieldset>
${textField('moreLayers', l10n.t('Other layers, by name'), { placeholder: 'BG, CHAR' })}
${textField('frames', l10n.t('Frames'), { placeholder: '1001-1024, 1,5,10-20, 1-100x5' })}
${select('renderer', l10n.t('Renderer'))}
${textField('output', l10n.t('Output files'), { placeholder: 'render/{layer}.%04d.exr' })}
<fieldset class="farm">
<legend>${l10n.t('Farm')}</legend>
${farmField()}
<div class="grid" id="farm-choice" hidden>
${listField('pool', l10n.t('Pool'))}
${listField('group', l10n.t('Group'))}
${listField('limits', l10n.t('Limits'), 'nuke, arnold')}
</div>
</fieldset>
<fieldset class="grid">
<legend>${l10n.t('What a call has to itself')}</legend>
${textField('threads', l10n.t('Threads'), { isNumber: true })}
${textField('memory', l10n.t('Memory in GB'))}
${textField('gpus', l10n.t('GPUs'), { isNumber: true })}
</fieldset>
<fieldset class="grid">
<legend>${l10n.t('Job')}</legend>
${textField('priority', l10n.t('Priority'), { isNumber: true })}
${textField('chunkSize', l10n.t('Chunk size'), { isNumber: true })}
${textField('retries', l10n.t('Retries'), { isNumber: true })}
${textField('timeout', l10n.t('Timeout of a chunk in seconds'), { isNumber: true })}
</fieldset>
${select('after', l10n.t('After'))}
${checkbox('byFrame', l10n.t('Each chunk waits for its own frames alone'))}
${checkbox('paused', l10n.t('Submit paused'))}
${textField('tags', l10n.t('Tags'), { placeholder: 'night, final' })}
${field('comment', l10n.t('Comment'), html`<textarea id="comment" rows="2" ${describedBy('comment')}></textarea>`)}
<div class="row actions">
<button type="submit" id="review" aria-keyshortcuts="Control+Enter">${l10n.t('Submit…')}</button>
<button type="button" class="secondary" id="reset">${l10n.t('Reset')}</button>
<span class="key" aria-hidden="true">Ctrl+Enter</span>
</div>
</form>
<p id="status" role="status"></p>
<section id="plan" aria-labelledby="plan-title" tabindex="-1" hidden>
<h2>${l10n.t('This is submitted')}</h2>
<p id="plan-title"></p>
<table>
<thead><tr><th scope="col">${l10n.t('Layer')}</th><th scope="col">${l10n.t('Chunks')}</th><th scope="col">${l10n.t('First and last file')}</th></tr></thead>
<tbody id="plan-rows"></tbody>
</table>
<ul id="plan-warnings" class="warnings"></ul>
<p id="plan-duplicates" class="warning"></p>
<div class="row actions">
<button type="button" id="submit" aria-keyshortcuts="Control+Enter"></button>
<button type="button" class="secondary" id="back">${l10n.t('Back')}</button>
</div>
</section>
</main>`;
}
