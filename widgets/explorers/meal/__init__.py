"""Explorer of chapter 02: what a meal does, from the gut to blood glucose to insulin."""
