"""Explorer of chapter 01: a body through a day of three meals, with what flows between its organs."""
