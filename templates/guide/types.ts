// What the pages of a client's pack say, in a language. Words of the editors of Make, Zapier and Coda stay as these have them.
import type { RecipeName } from '../recipeNames.ts';
import type { Settings } from '../settings.ts';
import type { Words } from '../words/index.ts';
import type { ColumnName } from '../words/types.ts';

export interface RecipeTexts {
  title: string;
  /** What happens, in two sentences. */
  intro: string;
  /** What of PassKit's it takes. */
  passkit: string;
  /** What has to be known. */
  good: readonly string[];
}

/** Texts of a language, for the words of a client's table. */
export interface GuideTexts {
  start: {
    title(client: string): string;
    intro: string;
    recipe: string;
    what: string;
    /** The other files of the pack. */
    files: readonly string[];
    untried: string;
  };
  headings: Record<
    'needs' | 'table' | 'make' | 'zapier' | 'good' | 'link' | 'withButton' | 'onOpening' | 'back',
    string
  >;
  /** The picture of the table. */
  picture: { title: string; before: string; after: string };
  columns: {
    head: readonly [string, string, string];
    kinds: Record<'text' | 'email' | 'list' | 'link' | 'formula', string>;
    what: Partial<Record<ColumnName, string>>;
    after: readonly string[];
  };
  needs: {
    passkit(what: string): string;
    coda: string;
    app: string;
  };
  make: {
    file(link: string): string;
    import: string;
    connect: string;
    nothingElse: string;
    templateFields: string;
    token(placeholder: string): string;
    /** The steps are in bold, as a list. */
    doc(steps: string): string;
    /** `both`: new and changed rows have a number each. */
    runOnce(rows: number, both: boolean): string;
    /** The link is that of a scenario which does half of it. */
    alone(link: string): string;
    schedule(perRun: number, hours: number, operations: string): string;
    hook(step: string): string;
    tryHook(address: string): string;
    immediately: string;
    events(step: string): string;
    keepIncomplete: string;
    list(step: string): string;
    sendList: string;
  };
  /** The message on the lock screen. */
  lockScreen: {
    heading: string;
    /** The steps in the design of the pass; the field is its key. */
    design(field: string): readonly string[];
    make(step: string, field: string, column: string): string;
    zapier(field: string, column: string): string;
  };
  /** What else the steps of a recipe can do. */
  more: {
    heading: string;
    intro: string;
    head: readonly [string, string, string];
    /** Every pass type. */
    all: string;
  };
  zapier: {
    head: readonly [string, string];
    step(number: number): string;
    ofStep(field: string, step: number): string;
    chooseYours: string;
    yours: string;
    newRow: string;
    changedRow: string;
    updateRow: string;
    exists: string;
    notIn(words: string): string;
    in(words: string): string;
    lookup: string;
    filterBoth: string;
    exactly(word: string): string;
    doesNotContain(value: string): string;
    paths: string;
    catchHook: string;
    mapFirst: string;
    receipt: string;
    changedRowUnsure: string;
    lineItems: string;
  };
  link: {
    put: string;
    page: string;
    make: string;
    pid: string;
    either: string;
  };
  recipes: Record<RecipeName, RecipeTexts>;
}

export type Guide = (words: Words) => GuideTexts;

/** Words as codes, with commas between them. */
export const codes = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** What a page of a pack is written from. */
export interface Page {
  settings: Settings;
  words: Words;
  texts: GuideTexts;
}
