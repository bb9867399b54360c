import type { Locator, Page } from '../vscode/rig/browser.ts';

/** VS Code's workbench in a page, used as a person uses it: by keyboard and mouse. */
export class Workbench {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The file that the Explorer shows, by its name. */
  fileInExplorer(name: string): Locator {
    return this.#page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name });
  }

  /** Opens a file by its name in Quick Open, and waits for its editor. */
  async openFile(name: string): Promise<Locator> {
    await this.#page.keyboard.press('Control+P');
    await this.#page.locator('.quick-input-widget input').fill(name);
    await this.#page.locator('.quick-input-list').getByRole('option', { name }).first().click();
    const editor = this.#page.locator(`.monaco-editor[data-uri$="/${name}"]`).first();
    await editor.waitFor();
    return editor;
  }

  /** Runs a command from the palette by its title, category included. */
  async runCommand(title: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#page.locator('.quick-input-widget input').fill(`>${title}`);
    await this.#page.locator('.quick-input-list').getByRole('option', { name: title }).first().click();
  }

  /** Shows the Problems panel; returns it. */
  async showProblems(): Promise<Locator> {
    await this.#page.keyboard.press('Control+Shift+M');
    return this.#page.locator('.markers-panel');
  }

  /** The entry of the Problems panel whose text holds a pattern. */
  problem(pattern: RegExp): Locator {
    return this.#page.locator('.markers-panel').getByRole('treeitem', { name: pattern });
  }

  /** Goes to the place of a problem and applies the quick fix whose title fits the pattern. */
  async applyQuickFix(problem: Locator, title: RegExp): Promise<void> {
    await problem.dblclick(); // moves the cursor and the focus to the place
    await this.#page.locator('.monaco-editor.focused').waitFor();
    await this.#page.keyboard.press('Control+.');
    await this.#page.locator('.action-widget').getByRole('option', { name: title }).first().click();
  }

  /** Shows a view container of the activity bar. */
  async showContainer(name: string): Promise<void> {
    const tab = this.#page.getByRole('tab', { name: new RegExp(`^${name}`) }).first();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** The tree of a view, by the view's name. */
  tree(view: string): Locator {
    return this.#page.getByRole('tree', { name: view });
  }

  /** The input box or list that a command has opened. */
  get quickInput(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  /** The modal dialog that is open. */
  get dialog(): Locator {
    return this.#page.locator('.monaco-dialog-box');
  }

  /** Notifications whose text fits a pattern. */
  notification(pattern: RegExp): Locator {
    return this.#page.locator('.notification-toast').filter({ hasText: pattern });
  }

  /** The language that the status bar names. */
  languageInStatusBar(name: string): Locator {
    return this.#page.locator('#status\\.editor\\.mode').getByText(name);
  }

  /** The tab of a file that has no unsaved changes. */
  savedTab(name: string): Locator {
    return this.#page.locator('.tab:not(.dirty)').filter({ hasText: name });
  }

  /** Runs Compline's publish of the comp in the editor. It goes on to ask: for trust, then for state and comment. */
  async publish(): Promise<void> {
    await this.runCommand('Compline: Publish…');
  }

  /** Answers what a publish asks about the version. */
  async describeVersion(state: string, comment: string): Promise<void> {
    await this.quickInput.getByRole('option', { name: new RegExp(`^${state}\\b`) }).click();
    await this.quickInput.getByText(/Comment/).waitFor();
    await this.quickInput.locator('input').fill(comment);
    await this.#page.keyboard.press('Enter');
  }

  /** Trusts the project in the dialog that names the programs it would run. */
  async trustProject(programs: RegExp): Promise<void> {
    await this.dialog.filter({ hasText: programs }).getByRole('button', { name: 'Trust and Continue' }).click();
  }
}
