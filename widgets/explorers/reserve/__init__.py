"""Explorer of chapter 07: resistance against beta-cell reserve, and what fifteen years bring."""
