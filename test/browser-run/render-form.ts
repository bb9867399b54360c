import type { FrameLocator, Locator, Page } from '../vscode/rig/browser.ts';

/** The form by which a scene is rendered, used as a person uses it. VS Code shows a page in a frame of a frame. */
export class RenderFormPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get form(): FrameLocator {
    return this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** A field by its label. */
  field(label: string): Locator {
    return this.form.getByLabel(label, { exact: true });
  }

  text(pattern: RegExp): Locator {
    return this.form.getByText(pattern).first();
  }
}
