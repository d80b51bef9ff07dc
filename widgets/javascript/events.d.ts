/** What the widgets say to the page and to each other: the events, and what each tells. */
import type { Handle, Values } from "../explorers/kit/types.js";

declare global {
  interface DocumentEventMap {
    /** An explorer shows something else now. */
    "explorer:change": CustomEvent<{
      explorer: string;
      values: Values;
      results: Record<string, any>;
      units: Record<string, string>;
    }>;
    /** A reader chose units, by quantity. */
    "explorer:units": CustomEvent<Record<string, string>>;
    /** A quiz shows its numbers in other units now. */
    "quiz:units": CustomEvent;
    /** A question was answered. */
    "quiz:answer": CustomEvent<{ chapter: string; question: string; stamp?: string; answer: any; right: boolean }>;
    /** A reader bet, or forgot a bet: null. */
    "bet:change": CustomEvent<{ chapter: string; made: import("../bets/javascript/keeping.js").Made | null }>;
    /** The reader's record changed, or was deleted with all that was kept. */
    "record:change": CustomEvent;
    "record:delete": CustomEvent;
  }

  interface HTMLElementEventMap {
    /** All charts of an explorer are drawn; its sliders may have answered before. */
    "explorer:whole": CustomEvent;
    /** What an explorer met that it could not draw. */
    "explorer:failed": CustomEvent<Error>;
  }

  /** What the site's scripts leave for each other, for a teacher's own page, the console and the tests. */
  var cellsListening: any;

  /** Sphinx's own search, on the search page. */
  const Search: {
    performSearch: (typed: string) => void;
    hasIndex: () => boolean;
    _index: { terms: object; titleterms: object } | null;
  };
  const Scorer: { score?: (result: [page: string, title: string, hash: string | null]) => number };
  const Documentation: { TRANSLATIONS: Record<string, string> };
}

export type { Handle };
