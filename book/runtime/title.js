/** What the book is called; a record says so too. */
export const BOOK = "When Cells Stop Listening";
