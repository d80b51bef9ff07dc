"""Explorer of chapter 04: one meal, while a wire of the feedback between glucose and insulin is cut."""
