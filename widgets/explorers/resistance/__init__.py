"""Explorer of chapter 05: the same meal, this week, while muscle and liver respond less."""
