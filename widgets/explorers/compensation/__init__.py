"""Explorer of chapter 06: what the pancreas does about resistance, this week and later."""
