"""Explorer of chapter 09: live with the reasons for insulin resistance, for days, months or years."""
