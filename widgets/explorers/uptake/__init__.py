"""Explorer of chapter 03: where a drink of glucose goes, with insulin's help and without."""
