import type { ClientAbilities } from '../../../server/language/client-abilities.ts';
import { readClientAbilities } from '../../../server/language/client-abilities.ts';
import type { LanguageModel, LanguageSupport } from '../../../server/language/language-support.ts';
import { OpenDocument } from '../../../server/language/open-document.ts';

/** A language whose model is what the test says. */
export function fakeLanguage(read: (text: string) => Partial<LanguageModel>): LanguageSupport {
  return {
    languageId: 'fake',
    createReader: () => ({
      *read(text) {
        yield undefined;
        return { findings: () => [], ...read(text.whole) };
      },
    }),
  };
}

/** An open document in a fake language. */
export function fakeDocument(text: string, model: Partial<LanguageModel> = {}): OpenDocument {
  return new OpenDocument(
    { uri: 'test:/a', version: 1, text },
    fakeLanguage(() => model),
  );
}

/** A client that can do nothing but what is said. */
export function clientWith(abilities: Partial<ClientAbilities> = {}): ClientAbilities {
  return { ...readClientAbilities({}), ...abilities };
}
