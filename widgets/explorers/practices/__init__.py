"""Explorer of chapter 10: begin with the practices in any year of the course, and watch the years that follow."""
