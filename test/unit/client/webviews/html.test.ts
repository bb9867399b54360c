import { expect, test } from 'vitest';
import { html } from '../../../../client/webviews/html.ts';

test('texts in a template are escaped, and HTML is not escaped again', () => {
  const name = `<img src=x onerror="a('b')"> & co`;
  const item = html`<li title="${name}">${name}</li>`;
  const escaped = '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; co';
  expect(html`<ul>${[item, 'a<b', 3]}</ul>`.text).toBe(`<ul><li title="${escaped}">${escaped}</li>a&lt;b3</ul>`);
});
