"""Explorer of chapter 08: fifteen years of growing resistance, with a cursor that tests any moment of them."""
